package io.campuspulse.app;

import io.campuspulse.city.CityLink;
import io.campuspulse.ingest.Balance;
import io.campuspulse.ingest.Strangers;
import io.campuspulse.journal.GroupCommit;
import io.campuspulse.journal.Journal;
import io.campuspulse.journal.Quarantine;
import io.campuspulse.mqtt.MqttSource;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The service's own metrics: queues, rates and the balance equation. */
final class Meters {
  private final MeterRegistry registry;

  Meters(MeterRegistry registry) {
    this.registry = registry;
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
  }

  Meters bind(Compute.Current current) {
    for (Balance.Fate fate : Balance.Fate.values()) {
      FunctionCounter.builder(
              "campus.messages",
              current,
              c -> c.pipeline().balance().fates().getOrDefault(fate, 0L))
          .tag("fate", fate.word())
          .description("journaled messages by what became of them, since the journal was made")
          .register(registry);
    }
    gauge(
        "campus.messages.journaled",
        "messages ever journaled",
        current,
        c -> c.pipeline().balance().journaled());
    gauge(
        "campus.messages.pending",
        "journaled, not yet dealt with",
        current,
        c -> c.pipeline().balance().pending());
    counter(
        "campus.messages.replayed",
        "messages dealt with that had come back from quarantine",
        current,
        c -> c.pipeline().balance().replayed());
    gauge(
        "campus.balance.holds",
        "1 while journaled = sum of fates + pending",
        current,
        c -> c.pipeline().balance().holds() ? 1 : 0);
    gauge(
        "campus.store.available",
        "1 while the store takes writes",
        current,
        c -> c.pipeline().storeProblem() == null ? 1 : 0);
    gauge(
        "campus.watermark.millis",
        "newest watermark of any school, epoch ms; 0 before the first reading",
        current,
        c ->
            c.engine().published().watermarks().values().stream()
                .mapToLong(Long::longValue)
                .filter(mark -> mark != Long.MIN_VALUE)
                .max()
                .orElse(0));
    return this;
  }

  Meters bind(GroupCommit intake) {
    counter(
        "campus.intake.received", "messages handed over by MQTT", intake, GroupCommit::received);
    counter(
        "campus.intake.refused", "messages refused for want of room", intake, GroupCommit::refused);
    counter(
        "campus.intake.journaled",
        "messages fsynced by this process",
        intake,
        GroupCommit::journaled);
    counter("campus.intake.batches", "group commits", intake, GroupCommit::batches);
    counter("campus.intake.failures", "failed group commits", intake, GroupCommit::failures);
    gauge(
        "campus.disk.level",
        "the disk under the journal: 0 OK, 1 alarm, 2 nothing is acknowledged",
        intake,
        i -> i.diskLevel().ordinal());
    gauge(
        "campus.intake.queue", "messages waiting for their fsync", intake, GroupCommit::queueDepth);
    gauge(
        "campus.intake.queue.bytes",
        "bytes waiting for their fsync",
        intake,
        GroupCommit::queueBytes);
    return this;
  }

  Meters bind(MqttSource source) {
    gauge("campus.mqtt.connected", "connections subscribed", source, s -> s.stats().connected());
    counter(
        "campus.mqtt.disconnects", "connections that ended", source, s -> s.stats().disconnects());
    counter(
        "campus.mqtt.acked", "messages acknowledged", source, s -> s.stats().messages().acked());
    counter(
        "campus.mqtt.stale.acks",
        "acknowledgements dropped because their connection had ended",
        source,
        s -> s.stats().messages().staleAcksDropped());
    return this;
  }

  Meters bind(Journal journal) {
    gauge("campus.journal.bytes", "bytes of the journal on disk", journal, Journal::sizeBytes);
    gauge(
        "campus.quarantine.trimmed",
        "quarantined messages removed by its bounds",
        journal,
        j -> j.quarantine().trimmed());
    gauge(
        "campus.quarantine.kept",
        "messages in quarantine now",
        journal,
        j -> j.quarantine().count(Quarantine.Filter.ALL, -1));
    return this;
  }

  Meters bind(Strangers strangers) {
    gauge(
        "campus.devices.unknown",
        "devices that send and are not in the registry",
        strangers,
        s -> s.list().size());
    return this;
  }

  Meters bind(SparkplugHost host) {
    counter("campus.sparkplug.rebirths", "births asked for", host, SparkplugHost::sent);
    counter("campus.sparkplug.gaps", "gaps in the sequences of nodes", host, SparkplugHost::gaps);
    return this;
  }

  Meters bind(List<CityLink> links) {
    for (CityLink link : links) {
      FunctionCounter.builder("campus.link.batches", link, l -> l.state().acknowledged())
          .tag("city", link.settings().id())
          .description("batches that a city acknowledged, since the start")
          .register(registry);
      Gauge.builder("campus.link.failures", link, l -> l.state().failures())
          .tag("city", link.settings().id())
          .description("failed attempts since a city last acknowledged one")
          .register(registry);
    }
    return this;
  }

  private <T> void gauge(String name, String description, T subject, ToDoubleFunction<T> value) {
    Gauge.builder(name, subject, value).description(description).register(registry);
  }

  private <T> void counter(String name, String description, T subject, ToDoubleFunction<T> value) {
    FunctionCounter.builder(name, subject, value).description(description).register(registry);
  }
}
