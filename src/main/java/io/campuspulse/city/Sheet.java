package io.campuspulse.city;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.metrics.MetricInfo;
import io.campuspulse.model.Name;
import io.campuspulse.model.School;
import java.io.IOException;

/** Writes the catalogue sheet of an item, in the style of provincial open-data portals. */
final class Sheet {
  private static final String[][] DATA_ITEMS = {
    {"id", "string", "记录标识", "Record id"},
    {"school", "string", "学校代码（10 位）", "School code, 10 digits"},
    {"division", "string", "行政区划代码", "Division code"},
    {"metric", "string", "指标", "Metric"},
    {"basis", "string", "时间基准", "Time basis"},
    {"resolution", "string", "统计周期", "Resolution"},
    {"from", "datetime", "起始时间（含）", "Start, inclusive"},
    {"to", "datetime", "结束时间（不含）", "End, exclusive"},
    {"value", "number", "数值；空值不是零", "Value; null is never 0"},
    {"unit", "string", "单位", "Unit"},
    {"numerator", "number", "分子", "Numerator"},
    {"denominator", "number", "分母", "Denominator"},
    {"coverage", "number", "数据覆盖率", "Coverage"},
    {"low", "number", "下界", "Lower bound"},
    {"high", "number", "上界", "Upper bound"},
    {"status", "string", "状态", "Status"},
    {"reason", "string", "空值原因", "Why the value is null"},
    {"flags", "array", "标记", "Flags"},
    {"revision", "integer", "修订号", "Revision"},
    {"recordedAt", "datetime", "记录时间", "Recorded at"},
    {"method", "string", "计算方法", "Method"},
  };

  private Sheet() {}

  static void write(JsonGenerator json, CatalogItem item) throws IOException {
    MetricInfo metric = item.feed().metric();
    School school = item.school();
    boolean hourly = item.feed().hourly();
    json.writeStartObject();
    json.writeStringField("id", item.id());
    json.writeStringField("resourceId", school.division() + "/" + item.id());
    name(
        json,
        "title",
        school.name().zh() + metric.name().zh() + (hourly ? "（小时）" : "（日）"),
        school.name().en() + ": " + metric.name().en() + (hourly ? ", hourly" : ", daily"));
    name(
        json,
        "abstract",
        school.name().zh()
            + "的"
            + metric.name().zh()
            + "，单位 "
            + metric.unit()
            + "，附分子、分母、覆盖率、上下界与修订号；数据不足时不公布数值。",
        metric.name().en()
            + " of "
            + school.name().en()
            + " in "
            + metric.unit()
            + ", with numerator, denominator, coverage, bounds and revision; withheld where data"
            + " are too few.");
    name(json, "domain", "教育", "Education");
    json.writeArrayFieldStart("dataItems");
    for (String[] field : DATA_ITEMS) {
      json.writeStartObject();
      json.writeStringField("name", field[0]);
      json.writeStringField("type", field[1]);
      name(json, "description", field[2], field[3]);
      json.writeEndObject();
    }
    json.writeEndArray();
    name(json, "updateCycle", hourly ? "每小时" : "每日", hourly ? "hourly" : "daily");
    json.writeObjectFieldStart("provider");
    JsonText.name(json, "name", school.name());
    json.writeStringField("schoolCode", school.id());
    json.writeStringField("divisionCode", school.division());
    json.writeEndObject();
    json.writeStringField("publishedAt", JsonText.time(item.start(), item.zone()));
    json.writeStringField("updatedAt", JsonText.time(item.end(), item.zone()));
    json.writeNumberField("records", item.count());
    name(json, "openness", "有条件开放", "conditional");
    json.writeStringField("formula", metric.formula());
    json.writeEndObject();
  }

  private static void name(JsonGenerator json, String field, String zh, String en)
      throws IOException {
    JsonText.name(json, field, new Name(zh, en));
  }
}
