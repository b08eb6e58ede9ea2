package io.campuspulse.store.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.campuspulse.model.FactRow;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Reading;
import io.campuspulse.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bytes of dialect v2, seen by a server that takes nothing else. */
class InfluxV2WireTest {
  private static final long T = 1_772_000_000_123L;

  private StrictV2Server server;
  private InfluxStore store;

  @BeforeEach
  void start() throws IOException {
    server = new StrictV2Server();
    store = new InfluxStore(server.settings());
  }

  @AfterEach
  void stop() {
    store.close();
    server.close();
    assertThat(server.surprises()).isEmpty();
  }

  private static Reading reading(String point, long value) {
    return new Reading(point, T, value, Quality.NO_CLOCK, 9, T + 5);
  }

  private StoreException refusal(List<Reading> batch) {
    return catchThrowableOfType(StoreException.class, () -> store.readings().write(batch));
  }

  private String onlyBody() {
    assertThat(server.bodies()).hasSize(1);
    return new String(server.bodies().get(0), StandardCharsets.UTF_8);
  }

  @Test
  void readingsGoAsLineProtocolWithEscapedTagsAndIntegerFields() {
    store
        .readings()
        .write(
            List.of(
                reading("a,b=c d\\", Long.MIN_VALUE),
                reading("\"教室\" 50%", 7),
                new Reading("p", 0, 0, Quality.BAD, -1, Long.MAX_VALUE)));
    assertThat(onlyBody())
        .isEqualTo(
            "readings,point=a\\,b\\=c\\ d%5C"
                + " value=-9223372036854775808i,quality=1i,seq=9i,received=1772000000128i"
                + " 1772000000123@1\n".replace("@1", nanos(reading("a,b=c d\\", Long.MIN_VALUE)))
                + "readings,point=\"教室\"\\ 50%25"
                + " value=7i,quality=1i,seq=9i,received=1772000000128i 1772000000123@2\n"
                    .replace("@2", nanos(reading("\"教室\" 50%", 7)))
                + "readings,point=p"
                + " value=0i,quality=3i,seq=-1i,received=9223372036854775807i "
                + Long.parseLong(nanos(new Reading("p", 0, 0, Quality.BAD, -1, Long.MAX_VALUE))));
  }

  /** The six digits below the millisecond of a reading's line. */
  private static String nanos(Reading reading) {
    StringBuilder line = new StringBuilder();
    InfluxReadings.line(line, reading);
    long time = Long.parseLong(line.substring(line.lastIndexOf(" ") + 1));
    assertThat(Math.floorDiv(time, 1_000_000L)).isEqualTo(reading.timeMillis());
    return String.format("%06d", Math.floorMod(time, 1_000_000L));
  }

  @Test
  void theNanosecondsOfStoredReadingsNeverChange() {
    assertThat(nanos(new Reading("p", T, 0, Quality.GOOD, -1, 0))).isEqualTo("896531");
    assertThat(nanos(new Reading("q", T + 1, 0, Quality.GOOD, -1, 0))).isEqualTo("896531");
    assertThat(nanos(new Reading("p", T, 21500, Quality.SUSPECT, 42, T))).isEqualTo("987696");
    Set<String> different = ConcurrentHashMap.newKeySet();
    LongStream.range(0, 1000).forEach(v -> different.add(nanos(reading("p", v))));
    assertThat(different).hasSizeGreaterThan(990);
  }

  @Test
  void factsGoWithTheirFullFieldSetAndEscapedText() {
    store
        .facts()
        .upsert(
            List.of(
                new FactRow(
                    new Leaf(Leaf.Kind.SPACE, "A 1"),
                    900_000,
                    Facts.of(Map.of("b", 2L, "a", -1L)),
                    "say \"hi\" \\ , = x",
                    3,
                    44)));
    assertThat(onlyBody())
        .isEqualTo(
            "facts,leaf=space:A\\ 1 facts=\"a=-1;b=2\",carry=\"say \\\"hi\\\" \\\\ , = x\","
                + "revision=3i,recorded=44i 900000000000");
  }

  @Test
  void queriesAreInfluxQlOfBoundedTimeWithQuotedLiterals() {
    server.queryAnswer(
        "{\"results\":[{\"statement_id\":0,\"series\":[{\"name\":\"readings\",\"columns\":"
            + "[\"time\",\"value\",\"quality\",\"seq\",\"received\"],"
            + "\"values\":[[1772000000123999999,9007199254740993,1,9,1772000000128]],"
            + "\"partial\":true}],\"partial\":true}]}\n"
            + "{\"results\":[{\"statement_id\":0,\"series\":[{\"name\":\"readings\",\"columns\":"
            + "[\"time\",\"value\",\"quality\",\"seq\",\"received\"],"
            + "\"values\":[[1772000000124000000,-1,0,-1,5]]}]}]}\n");
    List<Reading> found = new ArrayList<>();
    store.readings().scan(List.of("it's \\ 1"), new Interval(T, T + 10), found::add);
    assertThat(server.statements())
        .containsExactly(
            "SELECT \"value\", \"quality\", \"seq\", \"received\" FROM \"readings\" WHERE time >="
                + " 1772000000123000000 AND time < 1772000000133000000 AND \"point\" = 'it\\'s %5C"
                + " 1'");
    assertThat(found)
        .containsExactly(
            new Reading("it's \\ 1", T, 9007199254740993L, Quality.NO_CLOCK, 9, T + 5),
            new Reading("it's \\ 1", T + 1, -1, Quality.GOOD, -1, 5));
  }

  @Test
  void anIdThatCannotBeStoredIsNeverSent() {
    List<Reading> found = new ArrayList<>();
    store.readings().scan(List.of("a\nb", " "), new Interval(T, T + 10), found::add);
    assertThat(store.readings().lastUsableBefore("a\nb", T)).isEmpty();
    assertThat(server.statements()).isEmpty();
    assertThat(found).isEmpty();
  }

  @Test
  void anErrorInsideAnAnswerOfStatus200IsAFailure() {
    server.queryAnswer("{\"results\":[{\"statement_id\":0,\"error\":\"timeout exceeded\"}]}");
    assertThat(catchThrowableOfType(StoreException.class, () -> store.readings().newestTime()))
        .hasMessage("InfluxDB could not answer: timeout exceeded");
  }

  @Test
  void anAnswerThatBreaksOffIsAFailure() {
    server.queryAnswer(
        "{\"results\":[{\"statement_id\":0,\"series\":[{\"name\":\"readings\",\"columns\":"
            + "[\"time\",\"last\"],\"values\":[[1,2]],\"partial\":true}],\"partial\":true}]}");
    assertThat(catchThrowableOfType(StoreException.class, () -> store.readings().newestTime()))
        .hasMessage("InfluxDB broke its answer off");
    server.queryAnswer("{\"results\":[{\"statement_id\":0,\"series\":[{");
    assertThat(catchThrowableOfType(StoreException.class, () -> store.readings().newestTime()))
        .hasMessageContaining("to be tried again");
  }

  @Test
  void aRefusedBatchIsHalvedUntilTheCulpritsAreFoundAndTheRestIsWritten() {
    Set<String> kept = ConcurrentHashMap.newKeySet();
    server.onWrite(
        body -> {
          if (body.contains("bad")) {
            return new StrictV2Server.Answer(
                400, "{\"code\":\"invalid\",\"message\":\"field type conflict\"}");
          }
          kept.addAll(body.lines().toList());
          return new StrictV2Server.Answer(204, "");
        });
    List<Reading> batch = new ArrayList<>();
    LongStream.range(0, 998).forEach(i -> batch.add(reading("p" + i, i)));
    batch.add(17, reading("bad 1", 1));
    batch.add(640, reading("bad 2", 2));
    StoreException refusal = refusal(batch);
    assertThat(refusal)
        .hasMessage(
            "InfluxDB will not take 2 of 1000 readings, the first of point \"bad 1\" at"
                + " 1772000000123 ms: HTTP status code: 400; Message: field type conflict");
    assertThat(refusal.retryable()).isFalse();
    assertThat(refusal.culprits()).containsExactly(batch.get(17), batch.get(640));
    assertThat(kept).hasSize(998);
  }

  @Test
  void aBodyThatIsTooLargeIsHalved() {
    List<Integer> taken = new ArrayList<>();
    server.onWrite(
        body -> {
          int lines = (int) body.lines().count();
          if (lines > 100) {
            return new StrictV2Server.Answer(413, "{\"code\":\"request too large\"}");
          }
          taken.add(lines);
          return new StrictV2Server.Answer(204, "");
        });
    store.readings().write(LongStream.range(0, 256).mapToObj(i -> reading("p", i)).toList());
    assertThat(taken).containsExactly(64, 64, 64, 64);
  }

  @Test
  void bodiesAreBoundedAndKeepTheOrder() {
    store.readings().write(LongStream.range(0, 25_000).mapToObj(i -> reading("p", i)).toList());
    List<String> lines =
        server.bodies().stream()
            .flatMap(b -> new String(b, StandardCharsets.UTF_8).lines())
            .toList();
    assertThat(server.bodies()).hasSize(3);
    assertThat(lines).hasSize(25_000);
    assertThat(lines.get(24_999)).startsWith("readings,point=p value=24999i,");
  }

  @Test
  void aServerThatIsBusyOrForbidsIsNotTheFaultOfTheData() {
    for (int status : new int[] {401, 403, 404, 429, 500, 503}) {
      server.onWrite(
          body ->
              new StrictV2Server.Answer(
                  status, "{\"code\":\"x\",\"message\":\"because " + status + "\"}"));
      StoreException refusal = refusal(List.of(reading("p", 1)));
      assertThat(refusal)
          .hasMessageContaining("answered " + status)
          .hasMessageContaining("because " + status)
          .hasMessageContaining("to be tried again");
      assertThat(refusal.retryable()).isTrue();
      assertThat(refusal.culprits()).isEmpty();
    }
    assertThat(server.bodies()).hasSize(6);
  }
}
