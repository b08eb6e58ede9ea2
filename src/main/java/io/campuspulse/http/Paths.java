package io.campuspulse.http;

/** Refuses addresses that could mean two things, before anything is looked up by them. */
final class Paths {
  private Paths() {}

  /**
   * Checks a raw path.
   *
   * @throws ProblemException for malformed or double escapes, escaped slashes, dot segments,
   *     backslashes and control characters
   */
  static void check(String raw) {
    if (raw == null || !raw.startsWith("/")) {
      throw bad("地址必须以 / 开头", "the path must start with a slash");
    }
    String path = Parameters.percentDecode(raw);
    if (path == null) {
      throw bad("百分号编码必须是有效的 UTF-8", "percent escapes must be valid UTF-8");
    }
    if (path.indexOf('\\') >= 0
        || path.indexOf('%') >= 0
        || path.chars().anyMatch(Character::isISOControl)
        || slashes(path) != slashes(raw)) {
      throw bad(
          "地址不能含控制字符、反斜杠、百分号或编码的斜杠",
          "the path has no control characters, backslashes, percent signs or escaped slashes");
    }
    for (String segment : path.split("/", -1)) {
      if (segment.equals(".") || segment.equals("..")) {
        throw bad("地址不能含 . 或 .. 段", "the path has no . or .. segments");
      }
    }
  }

  private static long slashes(String path) {
    return path.chars().filter(c -> c == '/').count();
  }

  private static ProblemException bad(String zh, String en) {
    return Problem.of(Problem.Kind.BAD_REQUEST, zh, en).exception();
  }
}
