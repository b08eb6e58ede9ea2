package io.campuspulse.app.savings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.metrics.savings.BaselineModel;
import io.campuspulse.metrics.savings.DayType;
import io.campuspulse.metrics.savings.FitStatistics;
import io.campuspulse.metrics.savings.Reason;
import io.campuspulse.metrics.savings.SavingsResult;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.Map;

/** The JSON of a savings study; numbers that cannot be formed are null, never NaN. */
public final class SavingsJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int DECIMALS = 9;

  private final JsonGenerator json;

  private SavingsJson(JsonGenerator json) {
    this.json = json;
  }

  /** The document, ending with a newline. */
  public static String text(SavingsResult result, SavingsFiles files, ZoneId zone) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out).useDefaultPrettyPrinter()) {
      new SavingsJson(json).write(result, files, zone);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.append('\n').toString();
  }

  private void write(SavingsResult result, SavingsFiles files, ZoneId zone) throws IOException {
    FitStatistics fit = result.fit().map(f -> f.statistics()).orElse(null);
    BaselineModel model = result.fit().map(f -> f.model()).orElse(null);
    json.writeStartObject();
    json.writeStringField(
        "method", result.study().calendar() == null ? "caltrack-daily" : "calendar");
    json.writeStringField("model", model == null ? null : model.text());
    json.writeStringField("modelType", model == null ? null : model.type());
    number("avoidedEnergy", result.totals().avoided());
    json.writeStringField("unit", files.fuel().unit());
    number("band90", result.band().reference());
    number("fsu", result.fsu());
    number("cvrmse", fit == null ? Double.NaN : fit.cvrmse());
    number("nmbe", fit == null ? Double.NaN : fit.nmbe());
    number("adjustedR2", fit == null ? Double.NaN : fit.adjustedR2());
    json.writeBooleanField("claimable", result.claimable());
    json.writeArrayFieldStart("reasons");
    for (Reason reason : result.reasons()) {
      json.writeString(reason.code());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("reasonTexts");
    for (Reason reason : result.reasons()) {
      json.writeString(reason.sentence());
    }
    json.writeEndArray();
    number("counterfactual", result.totals().counterfactual());
    number("observed", result.totals().observed());
    number("band90TextFormula", result.band().text());
    coefficients(model);
    statistics(fit);
    days(result, zone);
    files(files);
    definitions();
    json.writeEndObject();
  }

  private void coefficients(BaselineModel model) throws IOException {
    json.writeFieldName("coefficients");
    if (model == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    if (model.bases().size() == 1) {
      number("intercept", model.bases().values().iterator().next());
    } else {
      json.writeObjectFieldStart("intercepts");
      for (Map.Entry<DayType, Double> base : model.bases().entrySet()) {
        number(base.getKey().word(), base.getValue());
      }
      json.writeEndObject();
    }
    term("heatingBalancePointDegF", "betaHdd", model.heating());
    term("coolingBalancePointDegF", "betaCdd", model.cooling());
    json.writeEndObject();
  }

  private void term(String balance, String beta, BaselineModel.Term term) throws IOException {
    number(balance, term == null ? Double.NaN : term.balanceDegF());
    number(beta, term == null ? Double.NaN : term.perDegree());
  }

  private void statistics(FitStatistics fit) throws IOException {
    json.writeFieldName("statistics");
    if (fit == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    number("meanUsage", fit.meanUsage());
    number("rmse", fit.errors().byFreedom());
    number("cvrmseDividedByDays", fit.cvrmseByDays());
    number("autocorrelationLag1", fit.residuals().lag1());
    number("effectiveDays", fit.residuals().effectiveDays());
    json.writeEndObject();
  }

  private void days(SavingsResult result, ZoneId zone) throws IOException {
    json.writeStringField("zone", zone.getId());
    period(
        "baseline",
        result.study().baseline().toString(),
        result.study().baseline().days(),
        result.days().baseline(),
        typesOf(result, result.days().baselineTypes()));
    period(
        "reporting",
        result.study().reporting().toString(),
        result.study().reporting().days(),
        result.days().reporting(),
        typesOf(result, result.days().reportingTypes()));
    json.writeNumberField("daysCompared", result.totals().days());
  }

  private static Map<DayType, Integer> typesOf(SavingsResult result, Map<DayType, Integer> types) {
    return result.study().calendar() == null ? Map.of() : types;
  }

  private void period(String name, String range, int days, int used, Map<DayType, Integer> types)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("period", range);
    json.writeNumberField("days", days);
    json.writeNumberField("used", used);
    json.writeNumberField("missing", days - used);
    for (Map.Entry<DayType, Integer> type : types.entrySet()) {
      json.writeNumberField(type.getKey().word(), type.getValue());
    }
    json.writeEndObject();
  }

  private void files(SavingsFiles files) throws IOException {
    file("meterFile", files.meter());
    file("temperatureFile", files.thermometer());
  }

  private void file(String name, SeriesFile file) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("values", file.samples().size());
    json.writeNumberField("withoutValue", file.missing());
    json.writeNumberField("repeated", file.repeated());
    json.writeEndObject();
  }

  private void definitions() throws IOException {
    json.writeObjectFieldStart("definitions");
    json.writeStringField("source", "CalTRACK 2.0 daily method");
    json.writeStringField(
        "avoidedEnergy", "sum of predicted - metered over reporting days that have both");
    json.writeStringField(
        "band90",
        "t(95 % one-tail, P-c) x (aM^2+bM+d) x RMSE x sqrt((P/P')(1+2/P')/Q) x P; a=-0.00024,"
            + " b=0.03535, d=1.00286, M=Q/30");
    json.writeStringField(
        "band90TextFormula", "the same scaled by the counterfactual instead of the baseline total");
    json.writeStringField("fsu", "band90 / avoidedEnergy; null unless something was avoided");
    json.writeStringField("cvrmse", "sqrt(SSE/(n-c)) / mean; c coefficients besides the intercept");
    json.writeStringField("nmbe", "sum(predicted - actual) / sum(actual)");
    json.writeStringField("adjustedR2", "1 - (SSE/(n-c-1)) / (SST/(n-1))");
    json.writeEndObject();
  }

  private void number(String name, double value) throws IOException {
    json.writeFieldName(name);
    if (Double.isFinite(value)) {
      BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
      json.writeNumber(
          (rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros()).toPlainString());
    } else {
      json.writeNull();
    }
  }
}
