package io.campuspulse.codec.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.codec.Topic;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicPatternTest {
  private static List<String> match(String pattern, String topic) {
    TopicPattern compiled = TopicPattern.parse(pattern);
    String[] slots = new String[compiled.names().size()];
    return compiled.matches(Topic.of(topic), slots) ? Arrays.asList(slots) : null;
  }

  @Test
  void capturesLevelsByName() {
    assertThat(match("N/{portal}/{service}/+", "N/p1/battery/512"))
        .containsExactly("p1", "battery");
    assertThat(match("N/{portal}", "M/p1")).isNull();
    assertThat(match("N/{portal}", "N/p1/x")).isNull();
  }

  @Test
  void countsLevelsFromTheEndBehindThePartOfUnknownLength() {
    assertThat(match("{device...}/state/{metric}", "a/b/c/state/temp"))
        .containsExactly("a/b/c", "temp");
    assertThat(match("{device...}/state", "state")).isNull();
    assertThat(match("x/{rest...}/{last}", "x/a/b")).containsExactly("a", "b");
  }

  @Test
  void takesWhateverFollowsAHash() {
    assertThat(match("a/{b}/#", "a/1")).containsExactly("1");
    assertThat(match("a/{b}/#", "a/1/2/3")).containsExactly("1");
  }

  @Test
  void takesOneOfSomeWords() {
    assertThat(match("{n}/{domain:sensor|switch}/x", "k/switch/x")).containsExactly("k", "switch");
    assertThat(match("{n}/{domain:sensor|switch}/x", "k/light/x")).isNull();
  }

  @Test
  void capturesAPartOfALevel() {
    assertThat(match("home/dev-{id}.v1/t", "home/dev-77.v1/t")).containsExactly("77");
    assertThat(match("a/${attribute}", "a/$state")).containsExactly("state");
    assertThat(match("a/${attribute}", "a/$")).isNull();
  }

  @Test
  void treatsALeadingSlashAsAnEmptyLevel() {
    assertThat(match("/neuron/{name}", "/neuron/mqtt")).containsExactly("mqtt");
    assertThat(match("{a}/neuron/{name}", "/neuron/mqtt")).containsExactly("", "mqtt");
  }

  @Test
  void leavesTopicsOfTheBrokerAlone() {
    assertThat(match("#", "$SYS/uptime")).isNull();
    assertThat(match("$SYS/#", "$SYS/uptime")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a/b,a/{x}",
    "a/{x:b|c},a/{x}",
    "a/b-{x},a/{x}",
    "a/{x},a/#",
    "a/{x},{y}/b",
    "homie/5/{x},homie/{y}/{z}",
    "{p...}/set,{p...}",
    "a,a/#"
  })
  void asksTheMoreSpecificPatternFirst(String first, String second) {
    TopicPattern one = TopicPattern.parse(first);
    TopicPattern other = TopicPattern.parse(second);
    assertThat(one.precedence(other)).isNegative();
    assertThat(other.precedence(one)).isPositive();
    assertThat(one.rivals(other)).isFalse();
  }

  @Test
  void knowsPatternsThatAreEquallySpecificAndMeet() {
    assertThat(TopicPattern.parse("a/{x}").rivals(TopicPattern.parse("a/{y}"))).isTrue();
    assertThat(TopicPattern.parse("a/{x}").rivals(TopicPattern.parse("b/{y}"))).isFalse();
    assertThat(TopicPattern.parse("{x:a|b}/c").rivals(TopicPattern.parse("{x:b|d}/c"))).isTrue();
    assertThat(TopicPattern.parse("{x:a|b}/c").rivals(TopicPattern.parse("{x:d}/c"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "N/{portal}/{rest...},N/+/#",
    "{a:x|y}/dev-{id}/t,+/+/t",
    "{device...}/state,#",
    "/neuron/{name},/neuron/+"
  })
  void subscribesNoWiderThanNeeded(String pattern, String filter) {
    assertThat(TopicPattern.parse(pattern).subscription()).isEqualTo(filter);
  }

  private static String refusal(String pattern) {
    try {
      TopicPattern.parse(pattern);
      return "accepted";
    } catch (MappingSyntaxException e) {
      return e.getMessage();
    }
  }

  @Test
  void refusesWithTheRule() {
    assertThat(refusal("a/#/b")).isEqualTo("# stands at the end of a topic only");
    assertThat(refusal("{a...}/{b...}"))
        .isEqualTo("only one part of a topic may have unknown length");
    assertThat(refusal("{a}/{a}")).isEqualTo("the name 'a' is captured twice");
    assertThat(refusal("a+/b")).isEqualTo("+ and # stand for whole levels; captures are {name}");
    assertThat(refusal("{a/b")).isEqualTo("a level holds one capture, written {name}");
    assertThat(refusal("{1a}"))
        .isEqualTo("'1a' is not a name (a letter, then letters, digits, - or _)");
    assertThat(refusal("{path}")).isEqualTo("'path' is a word of the language, not a name");
  }
}
