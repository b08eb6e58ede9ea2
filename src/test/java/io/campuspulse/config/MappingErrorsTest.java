package io.campuspulse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.codec.Limits;
import io.campuspulse.codec.mapping.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every sentence names file, line, path, value and rule. */
class MappingErrorsTest {
  private static List<String> problems(String text) {
    Problems problems = new Problems();
    new MappingLoader(Limits.DEFAULT, problems).parse("my.yaml", text);
    return problems.list().stream().map(Problem::sentence).toList();
  }

  /** Problems of a mapping whose one route ends with these lines, the first of which is line 4. */
  private static List<String> route(String lines) {
    return problems(
        "mapping: m\nroutes:\n  - topic: t/{d}\n    " + lines.replace("\n", "\n    ") + "\n");
  }

  private static List<String> reading(String lines) {
    return route("device: \"{d}\"\nreadings:\n  - " + lines.replace("\n", "\n    "));
  }

  @Test
  void aRightMappingHasNone() {
    assertThat(reading("select: v")).isEmpty();
  }

  @Test
  void aMappingNeedsItsNameAndRoutes() {
    assertThat(problems("description: x"))
        .containsExactly(
            "my.yaml:1: 'mapping', the name of the mapping, is missing",
            "my.yaml:1: 'routes' is missing");
    assertThat(problems("mapping: My Device\nroutes: []"))
        .contains(
            "my.yaml:1: mapping: 'My Device': must be lower-case letters, digits, - or _, a letter"
                + " first");
  }

  @Test
  void unknownKeysAreNamedWithWhatWasMeant() {
    assertThat(reading("selekt: v"))
        .containsExactly(
            "my.yaml:6: routes[0].readings[0].selekt: unknown key; did you mean 'select'?");
  }

  @Test
  void aRouteMustGiveSomethingAndNameItsDevice() {
    assertThat(route("device: none"))
        .containsExactly(
            "my.yaml:3: routes[0]: gives nothing; it needs readings, availability or learn, or"
                + " 'ignore: true'");
    assertThat(route("readings: {availability: x}"))
        .contains(
            "my.yaml:3: routes[0]: needs 'device' ('device: none' when only the connection knows"
                + " it)");
    assertThat(problems("mapping: m\nroutes:\n  - ignore: true\n    device: none"))
        .containsExactly("my.yaml:3: routes[0]: needs 'topic'");
  }

  @Test
  void topicsAndPathsAndTemplatesAreChecked() {
    assertThat(
            problems("mapping: m\nroutes:\n  - topic: a/#/b\n    ignore: true\n    device: none"))
        .containsExactly(
            "my.yaml:3: routes[0].topic: 'a/#/b': # stands at the end of a topic only");
    assertThat(reading("select: a..b"))
        .containsExactly(
            "my.yaml:6: routes[0].readings[0].select: 'a..b': a step of a path is empty; an empty"
                + " key is written ''");
    assertThat(reading("select: a[x]"))
        .containsExactly(
            "my.yaml:6: routes[0].readings[0].select: 'a[x]': '[x]' is not a position, [*] or"
                + " [{name}]");
    assertThat(reading("from: a.*"))
        .containsExactly(
            "my.yaml:6: routes[0].readings[0].from: 'a.*': a loop stands in 'each' and 'select'"
                + " only");
    assertThat(reading("metric: \"{nam}\""))
        .containsExactly(
            "my.yaml:6: routes[0].readings[0].metric: '{nam}': nothing is called 'nam' here; known:"
                + " d");
    assertThat(reading("metric: \"{d|upcase}\""))
        .containsExactly(
            "my.yaml:6: routes[0].readings[0].metric: '{d|upcase}': 'upcase' is not a filter;"
                + " known: upper, lower, colons, plain, trim, before-last(x), after-last(x),"
                + " drop-prefix(x), drop-suffix(x)");
    assertThat(reading("metric: \"{d\""))
        .containsExactly("my.yaml:6: routes[0].readings[0].metric: '{d': a { needs its }");
  }

  @Test
  void conditionsAreChecked() {
    assertThat(route("when: x\ndevice: none\nreadings: {}"))
        .containsExactly(
            "my.yaml:4: routes[0].when: 'x': must be a block of conditions, each under the value"
                + " that it is about");
    assertThat(route("when: {v: {}}\ndevice: none\nreadings: {}"))
        .containsExactly(
            "my.yaml:4: routes[0].when.v: asks for nothing; known here: exists, type, is, starts,"
                + " ends, contains, any-case, like, listed, at-least, at-most, not");
    assertThat(route("when: {v: {type: string}}\ndevice: none\nreadings: {}"))
        .contains(
            "my.yaml:4: routes[0].when.v.type: 'string': must be one of object, array, text,"
                + " number, boolean, null, scalar");
  }

  @Test
  void valueRulesAreChecked() {
    assertThat(reading("value: {type: integer}"))
        .containsExactly(
            "my.yaml:6: routes[0].readings[0].value.type: 'integer': must be one of any, number,"
                + " text, word");
    assertThat(reading("value: {type: word}"))
        .containsExactly("my.yaml:6: routes[0].readings[0].value: 'type: word' needs its 'words'");
    assertThat(reading("value: {scale: 1/10}"))
        .containsExactly("my.yaml:6: routes[0].readings[0].value.scale: '1/10': must be a number");
    assertThat(reading("value: {mask: 0xZZ}"))
        .containsExactly(
            "my.yaml:6: routes[0].readings[0].value.mask: '0xZZ': must be a whole number such as"
                + " 4095 or 0x0FFF");
    assertThat(reading("value: {shift: 99}"))
        .containsExactly(
            "my.yaml:6: routes[0].readings[0].value.shift: '99': must be a whole number from 0 to"
                + " 63");
    assertThat(reading("value: {arrays: series}"))
        .containsExactly(
            "my.yaml:6: routes[0].readings[0].value: 'arrays: series' and 'rate' go together");
    assertThat(reading("value: {decimal: \";\"}"))
        .containsExactly("my.yaml:6: routes[0].readings[0].value.decimal: ';': must be '.' or ','");
    assertThat(reading("quality: {when: {v: 1}}"))
        .containsExactly(
            "my.yaml:6: routes[0].readings[0].quality: a quality needs 'is', or 'of' and 'table'");
    assertThat(reading("quality: {is: wrong}"))
        .containsExactly(
            "my.yaml:6: routes[0].readings[0].quality.is: 'wrong': must be one of bad, invalid,"
                + " no-value, suspect, no-clock, good");
    assertThat(reading("only: [\"a*b*\"]"))
        .containsExactly("my.yaml:6: routes[0].readings[0].only: 'a*b*' holds more than one *");
  }

  @Test
  void timesAreChecked() {
    assertThat(reading("time: {as: iso}"))
        .containsExactly(
            "my.yaml:6: routes[0].readings[0].time: a time needs 'of', the place where it stands");
    assertThat(reading("time: {of: t, as: unix}"))
        .containsExactly(
            "my.yaml:6: routes[0].readings[0].time.as: 'unix': 'unix' is not a time format; known:"
                + " any, epoch, epoch-s, epoch-ms, iso, relative, or a pattern such as yyyy-MM-dd"
                + " HH:mm:ss");
    assertThat(reading("time: {of: t, as: yyyy-QQQQQQ}")).first().asString().contains("pattern");
    assertThat(reading("time: {of: t, zone: Shanghai}"))
        .containsExactly(
            "my.yaml:6: routes[0].readings[0].time.zone: 'Shanghai': must be a time zone such as"
                + " Asia/Shanghai");
  }

  @Test
  void codecsAreChecked() {
    assertThat(route("codec: xml\ndevice: none\nreadings: {}"))
        .containsExactly(
            "my.yaml:4: routes[0].codec: 'xml': is not a codec; known: json, text, mixed, cbor,"
                + " none, or a block raw, hex or base64 with fields");
    assertThat(route("codec: {hex: {after: XX}}\ndevice: none\nreadings: {}"))
        .containsExactly(
            "my.yaml:4: routes[0].codec.hex.after: 'XX': must be hexadecimal digits such as FF9904",
            "my.yaml:4: routes[0].codec.hex: bytes need 'fields'");
    assertThat(
            route(
                "codec: {raw: {length: 1, fields: [{name: a, width: 2}, {name: a, as: float, width:"
                    + " 3}]}}\ndevice: none\nreadings: {}"))
        .containsExactly(
            "my.yaml:4: routes[0].codec.raw.fields[1]: a float is 4 or 8 bytes wide",
            "my.yaml:4: routes[0].codec.raw.fields[1]: there is another field called 'a'",
            "my.yaml:4: routes[0].codec.raw.length: '1': is shorter than the fields, which need 4"
                + " bytes");
  }

  @Test
  void availabilityAndMemoryAreChecked() {
    assertThat(route("device: d\navailability: {of: v, words: {a: gone}}"))
        .containsExactly(
            "my.yaml:5: routes[0].availability.words.a: 'gone': must be one of online, offline,"
                + " joined, starting, sleeping, removed, none");
    assertThat(route("device: d\navailability: {words: {a: online}}"))
        .containsExactly("my.yaml:5: routes[0].availability: needs 'is', or 'of' and 'words'");
    assertThat(route("device: d\nlearn: {set: {a: b}}"))
        .containsExactly(
            "my.yaml:5: routes[0].learn: needs 'key', under which to remember, and 'set', what to"
                + " remember");
  }

  @Test
  void allProblemsComeAtOnce() {
    assertThat(
            problems(
                "mapping: M\nmemory: 0\ndedup-window: 10\nroutes:\n  - topic: \"{a\"\n    readings:"
                    + " 5\n"))
        .hasSize(6);
  }

  @Test
  void aFileThatIsNoMappingIsNamed() {
    assertThat(problems("[1, 2]"))
        .containsExactly("my.yaml:1: must be a block of keys, not a list");
    assertThat(problems("mapping: a\nmapping: b")).first().asString().startsWith("my.yaml:2: ");
  }

  @Test
  void mappingsThatTakeEachOthersTopicsAreRefused(@TempDir Path folder) throws IOException {
    String route = "routes:\n  - topic: a/{x}\n    device: \"{x}\"\n    readings: {}\n";
    Files.writeString(folder.resolve("a.yaml"), "mapping: one\n" + route);
    Files.writeString(folder.resolve("b.yaml"), "mapping: two\n" + route);
    Files.writeString(folder.resolve("c.yaml"), "mapping: one\n" + route);
    Problems problems = new Problems();
    new MappingLoader(Limits.DEFAULT, problems).load(List.of(folder));
    assertThat(problems.list().stream().map(Problem::sentence))
        .containsExactly(
            folder.resolve("c.yaml")
                + ": mapping: 'one': is also the name in "
                + folder.resolve("a.yaml"),
            folder.resolve("b.yaml")
                + ": topic: 'a/{x}': matches topics that 'a/{x}' of mapping 'one' already takes;"
                + " make one more specific or give it 'when'");
  }

  @Test
  void aFolderNamedEarlierWins(@TempDir Path mine, @TempDir Path shipped) throws IOException {
    Files.writeString(
        mine.resolve("x.yaml"),
        "mapping: same\nroutes:\n  - topic: mine/{x}\n    device: none\n    ignore: true\n");
    Files.writeString(
        shipped.resolve("x.yaml"),
        "mapping: same\nroutes:\n  - topic: theirs/{x}\n    device: none\n    ignore: true\n");
    Problems problems = new Problems();
    List<Mapping> mappings =
        new MappingLoader(Limits.DEFAULT, problems).load(List.of(mine, shipped));
    assertThat(problems.sentences()).isEmpty();
    assertThat(mappings).hasSize(1);
    assertThat(mappings.get(0).subscriptions()).containsExactly("mine/+");
  }

  @Test
  void aFolderThatIsMissingIsNamed(@TempDir Path folder) {
    Problems problems = new Problems();
    new MappingLoader(Limits.DEFAULT, problems).load(List.of(folder.resolve("none")));
    assertThat(problems.sentences())
        .isEqualTo(folder.resolve("none") + ": is not a folder that can be read");
  }
}
