package io.campuspulse.mockcity;

/**
 * What is answered.
 *
 * @param status HTTP status
 * @param body JSON, or empty
 */
record Answer(int status, String body) {
  static Answer refused(int status, String error) {
    return new Answer(status, "{\"error\":" + quoted(error) + "}\n");
  }

  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + '"';
  }
}
