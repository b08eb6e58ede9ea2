package io.campuspulse.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.model.Name;
import java.io.IOException;
import java.util.Locale;

/**
 * An error as RFC 9457 tells it.
 *
 * @param kind what went wrong; decides type and status
 * @param parameter the offending parameter, header or body, or null
 * @param value its value, or null
 * @param rule the rule that it breaks, in both languages, or null
 * @param instance names the entry in the log, or null
 */
record Problem(Kind kind, String parameter, String value, Name rule, String instance) {
  static final String MEDIA_TYPE = "application/problem+json";
  private static final int MAX_VALUE = 200;

  /** The kinds of problems; types are stable. */
  enum Kind {
    BAD_REQUEST(400, "请求格式错误", "Malformed request"),
    BAD_PARAMETER(400, "参数不符合规则", "Parameter breaks a rule"),
    UNAUTHORIZED(401, "需要有效的访问密钥", "A valid key is needed"),
    FORBIDDEN(403, "权限不足", "Not allowed"),
    NOT_FOUND(404, "未找到", "Not found"),
    METHOD_NOT_ALLOWED(405, "不支持该方法", "Method not allowed"),
    NOT_ACCEPTABLE(406, "无法提供所要求的格式", "No acceptable form"),
    BODY_TOO_LARGE(413, "请求体过大", "Body too large"),
    URI_TOO_LONG(414, "请求地址过长", "Address too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "不支持该请求体", "Unsupported body"),
    HEADERS_TOO_LARGE(431, "请求头过大", "Headers too large"),
    INTERNAL(500, "服务内部错误", "Error of the service"),
    OVERLOADED(503, "服务繁忙，请稍后重试", "Busy, try again soon"),
    UNAVAILABLE(503, "暂时无法回答", "Cannot answer now");

    private final int status;
    private final Name title;

    Kind(int status, String zh, String en) {
      this.status = status;
      this.title = new Name(zh, en);
    }

    int status() {
      return status;
    }

    String type() {
      return "urn:problem-type:campus-pulse:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Problem of(Kind kind, String zh, String en) {
    return new Problem(kind, null, null, new Name(zh, en), null);
  }

  static Problem parameter(String parameter, String value, String zh, String en) {
    return new Problem(Kind.BAD_PARAMETER, parameter, value, new Name(zh, en), null);
  }

  static Problem notFound(String parameter, String value, String zh, String en) {
    return new Problem(Kind.NOT_FOUND, parameter, value, new Name(zh, en), null);
  }

  ProblemException exception() {
    return new ProblemException(this);
  }

  /** Writes the document in Chinese or English. */
  void write(JsonGenerator json, Language language) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", kind.type());
    json.writeStringField("title", language.of(kind.title));
    json.writeNumberField("status", kind.status);
    json.writeStringField("detail", detail(language));
    optional(json, "parameter", parameter);
    optional(json, "value", cut(value));
    optional(json, "rule", rule == null ? null : language.of(rule));
    optional(json, "instance", instance);
    json.writeEndObject();
  }

  private String detail(Language language) {
    String text = language.of(rule == null ? kind.title : rule);
    if (parameter == null || value == null) {
      return text;
    }
    return language == Language.ZH
        ? parameter + "=“" + cut(value) + "”：" + text
        : parameter + "='" + cut(value) + "': " + text;
  }

  private static void optional(JsonGenerator json, String name, String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private static String cut(String value) {
    return value == null || value.length() <= MAX_VALUE
        ? value
        : value.substring(0, MAX_VALUE) + "…";
  }
}
