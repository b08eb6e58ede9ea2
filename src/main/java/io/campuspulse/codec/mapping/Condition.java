package io.campuspulse.codec.mapping;

import io.campuspulse.codec.json.JsonTree;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a rule asks of one value. Immutable; safe for all threads. */
sealed interface Condition {
  /**
   * Whether it holds.
   *
   * @param node the value, or null when there is none
   */
  boolean holds(JsonTree node, Run run);

  /** What is asked, for sentences. */
  String asked();

  /** It is there, or not. */
  record Exists(boolean wanted) implements Condition {
    @Override
    public boolean holds(JsonTree node, Run run) {
      return wanted == (node != null);
    }

    @Override
    public String asked() {
      return wanted ? "must be there" : "must not be there";
    }
  }

  /** It is one of some words or numbers; numbers compare by value. */
  record OneOf(Set<String> words, List<BigDecimal> numbers) implements Condition {
    static OneOf of(List<String> values) {
      List<BigDecimal> numbers =
          values.stream().filter(Like.DECIMAL::test).map(BigDecimal::new).toList();
      return new OneOf(Set.copyOf(values), numbers);
    }

    @Override
    public boolean holds(JsonTree node, Run run) {
      if (node instanceof JsonTree.Str text) {
        return words.contains(text.value());
      }
      if (node instanceof JsonTree.Bool bool) {
        return words.contains(Boolean.toString(bool.value()));
      }
      if (node instanceof JsonTree.Num number) {
        for (BigDecimal each : numbers) {
          if (each.compareTo(number.value()) == 0) {
            return true;
          }
        }
      }
      return false;
    }

    @Override
    public String asked() {
      return "must be " + String.join(" or ", words.stream().sorted().toList());
    }
  }

  /** It has one of some kinds. */
  record OfKind(Set<Kind> kinds) implements Condition {
    @Override
    public boolean holds(JsonTree node, Run run) {
      return node != null && kinds.stream().anyMatch(kind -> kind.holds(node));
    }

    @Override
    public String asked() {
      return "must be " + String.join(" or ", kinds.stream().map(Kind::word).sorted().toList());
    }
  }

  /** Its text starts, ends or goes on in some way. */
  record OfText(Part part, String text) implements Condition {
    enum Part {
      STARTS,
      ENDS,
      CONTAINS
    }

    @Override
    public boolean holds(JsonTree node, Run run) {
      String whole = node == null ? null : Template.scalarText(node);
      return whole != null
          && switch (part) {
            case STARTS -> whole.startsWith(text);
            case ENDS -> whole.endsWith(text);
            case CONTAINS -> whole.contains(text);
          };
    }

    @Override
    public String asked() {
      return switch (part) {
        case STARTS -> "must start with '" + text + "'";
        case ENDS -> "must end with '" + text + "'";
        case CONTAINS -> "must contain '" + text + "'";
      };
    }
  }

  /** Its text equals one of some words when case does not count. */
  record AnyCase(Set<String> lower) implements Condition {
    @Override
    public boolean holds(JsonTree node, Run run) {
      String text = node == null ? null : Template.scalarText(node);
      return text != null && lower.contains(text.toLowerCase(Locale.ROOT));
    }

    @Override
    public String asked() {
      return "must be " + String.join(" or ", lower.stream().sorted().toList()) + " in any case";
    }
  }

  /** Its text has some syntax. */
  record Looks(Like like) implements Condition {
    @Override
    public boolean holds(JsonTree node, Run run) {
      String text = node == null ? null : Template.scalarText(node);
      return text != null && like.test(text);
    }

    @Override
    public String asked() {
      return "must look like " + like.words();
    }
  }

  /** It is one of the words that an attribute lists, separated by commas. */
  record Listed(String attribute) implements Condition {
    @Override
    public boolean holds(JsonTree node, Run run) {
      String text = node == null ? null : Template.scalarText(node);
      String words = run.attribute(attribute);
      return text != null
          && !text.contains(",")
          && (words == null || ("," + words + ",").contains("," + text + ","));
    }

    @Override
    public String asked() {
      return "must be one of the words of @" + attribute;
    }
  }

  /** It is a number within bounds; null for no bound. */
  record Within(BigDecimal least, BigDecimal most) implements Condition {
    @Override
    public boolean holds(JsonTree node, Run run) {
      BigDecimal number = number(node);
      return number != null
          && (least == null || number.compareTo(least) >= 0)
          && (most == null || number.compareTo(most) <= 0);
    }

    private static BigDecimal number(JsonTree node) {
      if (node instanceof JsonTree.Num number) {
        return number.value();
      }
      boolean digits =
          node instanceof JsonTree.Str text
              && text.value().length() <= 100
              && Like.DECIMAL.test(text.value());
      return digits ? new BigDecimal(((JsonTree.Str) node).value()) : null;
    }

    @Override
    public String asked() {
      return "must be a number"
          + (least == null ? "" : " of at least " + least.toPlainString())
          + (most == null
              ? ""
              : (least == null ? "" : " and") + " at most " + most.toPlainString());
    }
  }

  /** Several conditions at once. */
  record All(List<Condition> parts) implements Condition {
    @Override
    public boolean holds(JsonTree node, Run run) {
      for (Condition part : parts) {
        if (!part.holds(node, run)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String asked() {
      return String.join(" and ", parts.stream().map(Condition::asked).toList());
    }
  }

  /** One of several conditions. */
  record Any(List<Condition> parts) implements Condition {
    @Override
    public boolean holds(JsonTree node, Run run) {
      for (Condition part : parts) {
        if (part.holds(node, run)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String asked() {
      return String.join(" or ", parts.stream().map(Condition::asked).toList());
    }
  }

  /** The opposite. */
  record Not(Condition condition) implements Condition {
    @Override
    public boolean holds(JsonTree node, Run run) {
      return !condition.holds(node, run);
    }

    @Override
    public String asked() {
      return "not: " + condition.asked();
    }
  }
}
