package io.campuspulse.config;

/**
 * One thing that is wrong with the configuration.
 *
 * @param file the file, or {@code environment}
 * @param line line from 1, or 0 where there is none
 * @param path where in the document, such as {@code mqtt.url} or {@code devices[3].interval}; empty
 *     for the document itself
 * @param value the offending value as written, possibly empty
 * @param rule the rule that it breaks
 */
public record Problem(String file, int line, String path, String value, String rule) {
  private static final int LONGEST_VALUE = 80;

  /** One line: {@code file:line: path: 'value': rule}. Control characters are made harmless. */
  public String sentence() {
    StringBuilder out = new StringBuilder(file);
    if (line > 0) {
      out.append(':').append(line);
    }
    out.append(": ");
    if (!path.isEmpty()) {
      out.append(printable(path)).append(": ");
    }
    if (!value.isEmpty()) {
      out.append('\'').append(printable(value)).append("': ");
    }
    return out.append(rule).toString();
  }

  private static String printable(String text) {
    String oneLine = text.replaceAll("\\p{Cntrl}", "?");
    return oneLine.length() <= LONGEST_VALUE ? oneLine : oneLine.substring(0, LONGEST_VALUE) + "…";
  }

  @Override
  public String toString() {
    return sentence();
  }
}
