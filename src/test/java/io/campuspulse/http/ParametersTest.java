package io.campuspulse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

/** Any query string is parameters or a problem, and escapes come back as they were. */
class ParametersTest {
  @Property(tries = 2000)
  void any_text_is_read_or_refused(@ForAll @StringLength(max = 80) String query) {
    try {
      Parameters parameters = Parameters.parse(query, Set.of("a", "b"));
      assertThat(parameters.text("c")).isEmpty();
    } catch (ProblemException e) {
      assertThat(e.problem().kind()).isEqualTo(Problem.Kind.BAD_PARAMETER);
      assertThat(e.problem().rule().zh()).isNotEmpty();
    }
  }

  @Property(tries = 1000)
  void an_escaped_value_comes_back_as_it_was(@ForAll @StringLength(max = 60) String value) {
    boolean plain =
        value.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
    if (plain) {
      String escaped = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
      assertThat(Parameters.parse("a=" + escaped, Set.of("a")).text("a")).contains(value);
    }
  }
}
