package io.campuspulse.city;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.mockcity.Mode;
import io.campuspulse.mockcity.Profile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 72 simulated hours without the cities, with restatements in between. */
class OutageTest {
  /** The most that the file may grow during an outage of any length, 3 cities. */
  private static final long GROWTH_BYTES = 128 << 10;

  private static final long HEAP_GROWTH_BYTES = 4 << 20;

  @TempDir Path folder;

  private long fileBytes() {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
        ResultSet size =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT (page_count - freelist_count) * page_size FROM pragma_page_count,"
                        + " pragma_freelist_count, pragma_page_size")) {
      return size.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static long heapBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void restateSome(World world, Random random) {
    for (String school : List.of("3303020001", "3303030002", "3310020001")) {
      long ago = (long) (random.nextDouble() * (world.now - World.START));
      world.schools.restate(school, world.now - ago);
    }
  }

  @Test
  void afterThreeDaysBothSidesAgreeOnEveryDayWithoutGapOrDuplicate() {
    try (World world =
        new World(folder)
            .city("wenzhou", Profile.IRS_SIGNED, "3303", 500)
            .city("taizhou", Profile.IRS_SIGNED, "3310", 250)
            .city("brain", Profile.NGSI_LD, "3303", 250)) {
      Random random = new Random(11);
      for (int i = 0; i < 12; i++) {
        world.run(Duration.ofHours(2));
        restateSome(world, random);
      }
      world.mocks.values().forEach(m -> m.switchboard().set(Mode.OUTAGE));
      world.run(Duration.ofHours(2));
      long file = fileBytes();
      long heap = heapBytes();
      for (int i = 0; i < 36; i++) {
        world.run(Duration.ofHours(2));
        restateSome(world, random);
        assertThat(fileBytes() - file).as("bytes of disk").isLessThan(GROWTH_BYTES);
      }
      assertThat(heapBytes() - heap).as("bytes of memory").isLessThan(HEAP_GROWTH_BYTES);
      assertThat(world.link("wenzhou").state().failures()).isGreaterThan(800);

      world.mocks.values().forEach(m -> m.switchboard().set(Mode.OK));
      world.run(Duration.ofHours(1));
      world.assertComplete("wenzhou", SimSchools.WENZHOU);
      world.assertComplete("taizhou", SimSchools.TAIZHOU);
      world.assertComplete("brain", SimSchools.WENZHOU);
      for (String city : List.of("wenzhou", "taizhou", "brain")) {
        world.assertReconciled(city);
        assertThat(world.mock(city).summary().refused().values()).as(city).containsOnly(0L);
        assertThat(world.link(city).state().failures()).isZero();
      }
      assertThat(world.mock("wenzhou").summary().first()).isEqualTo(1);
      assertThat(world.mock("taizhou").summary().first()).isEqualTo(1);
    }
  }
}
