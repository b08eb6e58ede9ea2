package io.campuspulse.app;

import io.campuspulse.codec.Effect;
import io.campuspulse.codec.convention.SparkplugRebirth;
import io.campuspulse.ingest.LiveEffects;
import io.campuspulse.mqtt.Sender;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Sparkplug nodes for their births when their messages show that something was missed. Only
 * for messages that have just been received: after an outage the backlog asks for nothing, the next
 * live message does. The decoder asks at most once a minute and node; here all nodes together get
 * at most {@value #MOST_A_MINUTE} requests a minute, the others are asked by a later message.
 */
final class SparkplugHost implements LiveEffects {
  private static final Logger LOG = LoggerFactory.getLogger(SparkplugHost.class);
  private static final long LIVE_MILLIS = 60_000;
  private static final long MINUTE_MILLIS = 60_000;
  private static final int MOST_A_MINUTE = 100;

  private final Sender sender;
  private final Clock clock;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong gaps = new AtomicLong();
  private long minute;
  private int sentInMinute;

  SparkplugHost(Sender sender, Clock clock) {
    this.sender = sender;
    this.clock = clock;
  }

  @Override
  public void accept(Effect effect, long receivedAtMillis) {
    if (effect instanceof Effect.SequenceGap) {
      gaps.incrementAndGet();
    } else if (effect instanceof Effect.RebirthRequest request) {
      long now = clock.millis();
      if (now - receivedAtMillis <= LIVE_MILLIS && admitted(now / MINUTE_MILLIS)) {
        ask(request, now);
      }
    }
  }

  private boolean admitted(long thisMinute) {
    if (thisMinute != minute) {
      minute = thisMinute;
      sentInMinute = 0;
    }
    return sentInMinute++ < MOST_A_MINUTE;
  }

  private void ask(Effect.RebirthRequest request, long now) {
    String topic = SparkplugRebirth.topic(request.group(), request.node());
    if (sender.send(topic, SparkplugRebirth.payload(now))) {
      sent.incrementAndGet();
      LOG.info("asked {}/{} for its births: {}", request.group(), request.node(), request.why());
    }
  }

  /** Rebirth requests sent. */
  long sent() {
    return sent.get();
  }

  /** Gaps found in the sequences of nodes. */
  long gaps() {
    return gaps.get();
  }
}
