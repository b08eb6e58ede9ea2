package io.campuspulse.query;

import io.campuspulse.model.School;
import io.campuspulse.model.Unit;
import io.campuspulse.registry.Campus;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Writes a registry entry for an unknown device, to be pasted under {@code devices} of a school's
 * file: it loads as it is, and its comments say what to look at.
 */
public final class RegistryEntry {
  private static final int LONGEST_DEVICE_ID = 40;
  private static final int LONGEST_POINT_ID = 64;
  private static final List<String> INTERVALS =
      List.of(
          "1s", "2s", "5s", "10s", "15s", "30s", "1m", "2m", "5m", "10m", "15m", "20m", "30m", "1h",
          "2h", "4h", "6h", "12h", "1d");

  private RegistryEntry() {}

  /** Points to add to an entry of a registered device, as YAML lines under its {@code points}. */
  public static String points(UnknownDevice device, String registeredAs) {
    StringBuilder out = new StringBuilder("# add under 'points' of device ").append(registeredAs);
    int number = 0;
    for (UnknownDevice.UnknownMetric metric : device.metrics()) {
      number++;
      out.append("\n      ").append(point(registeredAs, number, metric));
    }
    return out.append('\n').toString();
  }

  /** The entry as YAML lines, the first one a list item indented by two. */
  public static String yaml(UnknownDevice device, Campus campus) {
    StringBuilder out = new StringBuilder();
    boolean usable = device.metrics().stream().anyMatch(m -> m.suggestion().isPresent());
    String lead = usable ? "  " : "# ";
    if (!usable) {
      out.append("# nothing here looks like a quantity of the registry; choose one to use it\n");
    }
    String id = id(device, campus);
    OptionalLong mean = device.heard().meanIntervalMillis();
    out.append(lead).append("- id: ").append(id).append(comment(device.name().orElse(null)));
    line(out, lead, "convention: " + device.convention());
    line(out, lead, "identity: " + quoted(device.identity()));
    line(
        out,
        lead,
        "interval: "
            + (mean.isPresent() ? interval(mean.getAsLong()) : "10m  # heard once: a guess"));
    String school = campus.schools().stream().findFirst().map(School::id).orElse("");
    line(out, lead, "school: " + quoted(school) + "  # better: the space or equipment it measures");
    line(out, lead, "points:");
    int number = 0;
    for (UnknownDevice.UnknownMetric metric : device.metrics()) {
      number++;
      out.append('\n').append(lead).append("    ").append(point(id, number, metric));
    }
    return out.append('\n').toString();
  }

  private static void line(StringBuilder out, String lead, String text) {
    out.append('\n').append(lead).append("  ").append(text);
  }

  private static String point(String device, int number, UnknownDevice.UnknownMetric metric) {
    String example = metric.sample() + (metric.unit() == null ? "" : " " + metric.unit());
    if (metric.suggestion().isEmpty()) {
      return "# " + quoted(metric.metric()) + ":" + comment(example);
    }
    String quantity = metric.suggestion().get().id();
    StringBuilder more = new StringBuilder();
    boolean tellUnit =
        metric.unit() != null
            && !metric.unitSent()
            && Unit.bySymbol(metric.unit())
                .filter(u -> u != metric.suggestion().get().unit())
                .isPresent();
    if (tellUnit) {
      more.append(", unit: ").append(quoted(metric.unit()));
    }
    if (device.length() + 1 + metric.metric().length() > LONGEST_POINT_ID) {
      more.append(", id: ").append(device).append("-p").append(number);
    }
    String what = more.isEmpty() ? quantity : "{quantity: " + quantity + more + "}";
    return quoted(metric.metric()) + ": " + what + comment(example);
  }

  /** The shortest usual interval that is not much shorter than a mean. */
  private static String interval(long meanMillis) {
    for (String word : INTERVALS) {
      long unit =
          switch (word.charAt(word.length() - 1)) {
            case 's' -> 1_000L;
            case 'm' -> 60_000L;
            case 'h' -> 3_600_000L;
            default -> 86_400_000L;
          };
      if (Long.parseLong(word.substring(0, word.length() - 1)) * unit * 10 >= meanMillis * 9) {
        return word;
      }
    }
    return "1d";
  }

  private static String id(UnknownDevice device, Campus campus) {
    String slug = device.identity().replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+|-+$", "");
    String base = slug.isEmpty() ? device.convention() : slug;
    String cut = base.substring(0, Math.min(base.length(), LONGEST_DEVICE_ID));
    return Stream.iterate(1, n -> n + 1)
        .map(n -> n == 1 ? cut : cut + "-" + n)
        .filter(id -> campus.device(id).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static String comment(String text) {
    return text == null || text.isEmpty() ? "" : "  # " + text.replaceAll("\\p{C}", "?");
  }

  /** A double-quoted scalar; what YAML does not print is escaped. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain =
          (c >= ' ' && c < 0x7f)
              || (c >= 0xa0 && c <= 0xd7ff && c != 0x2028 && c != 0x2029)
              || (c >= 0xe000 && c < 0xfffe && c != 0xfeff)
              || (Character.isSurrogate(c) && paired(text, i));
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (plain) {
        out.append(c);
      } else {
        out.append(String.format("\\u%04x", (int) c));
      }
    }
    return out.append('"').toString();
  }

  private static boolean paired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
