package io.campuspulse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills is told about before intake stops: in readiness, metrics and log. */
class DiskAlarmIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path dir;

  @Test
  void aDiskBeyondTheAlarmIsToldInReadinessMetricsAndOneLineOfTheLog() throws Exception {
    ServiceProcess.Answer ready = serve("disk_alarm: 1%, disk_stop: 99%", 1);
    assertThat(ready.body())
        .contains("\"name\":\"journal\",\"ready\":true")
        .contains("messages are acknowledged after their fsync; make room: disk ALARM: ")
        .contains("(alarm at 1 %, stop at 99 % or below 256 MiB free)");
  }

  @Test
  void aDiskBeyondTheStopIsNotReadyAndSaysSo() throws Exception {
    ServiceProcess.Answer ready = serve("disk_alarm: 1%, disk_stop: 2%", 2);
    assertThat(ready.code()).isEqualTo(503);
    assertThat(ready.body())
        .contains("\"name\":\"journal\",\"ready\":false")
        .contains("nothing is acknowledged until there is room: disk STOP: ");
  }

  /** Serves with limits of the disk that are passed already, and answers its readiness. */
  private ServiceProcess.Answer serve(String limits, int level) throws Exception {
    ServiceFolder folder =
        new ServiceFolder(
            dir.resolve("service"), "tcp://127.0.0.1:1", "{kind: embedded, dir: store}");
    Path config = dir.resolve("service/campus.yaml");
    String text = Files.readString(config);
    Files.writeString(config, text.replace("{dir: journal}", "{dir: journal, " + limits + "}"));
    try (ServiceProcess service = folder.service(ServiceProcess.QUICK)) {
      service.start();
      Await.until(
          () -> "the level is exported: " + service.log(),
          PATIENCE,
          () -> service.metric("campus_disk_level") == level);
      ServiceProcess.Answer ready = service.ops("/readyz");
      assertThat(service.terminate()).as(service::log).isZero();
      assertThat(service.log().lines().filter(line -> line.contains(": disk ")))
          .singleElement()
          .asString()
          .contains(level == 1 ? "WARN" : "ERROR");
      return ready;
    }
  }
}
