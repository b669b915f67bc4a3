package org.lifeboot.protocol;

import java.time.Duration;

/// The numbers that both ends of the connection agree on.
public final class Protocol {

  /// Raised when a message changes its meaning. Manager and Agent are always of one build, so a
  /// difference is a fault.
  public static final int VERSION = 1;

  /// Where the Agent opens its WebSocket on the Manager's agent port.
  public static final String PATH = "/agent";

  /// The longest message either end accepts, in bytes of UTF-8.
  public static final int MAX_MESSAGE_BYTES = 1 << 20;

  /// How often the Agent sends a [AgentMessage.Heartbeat].
  public static final Duration HEARTBEAT = Duration.ofSeconds(5);

  /// How often, at most, the Agent sends an [AgentMessage.CheckProgress] of one check.
  public static final Duration PROGRESS = Duration.ofSeconds(1);

  /// Points in one [AgentEvent.CheckMeasured].
  public static final int MOST_POINTS = 2_000;

  /// Characters in one [AgentEvent.CheckEvidence]. The reader of JSON refuses a text of more than
  /// 32,768 characters (avaje-json 3.11: its buffer doubles up to a fixed 50,000).
  public static final int MOST_EVIDENCE_CHARACTERS = 30_000;

  private Protocol() {}
}
