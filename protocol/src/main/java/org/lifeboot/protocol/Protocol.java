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

  /// How far the rescue system's clock may be off the Manager's before it is set.
  public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  /// How often, at most, the Agent sends an [AgentMessage.CheckProgress] of one check.
  public static final Duration PROGRESS = Duration.ofSeconds(1);

  /// Points in one [AgentEvent.CheckMeasured].
  public static final int MOST_POINTS = 2_000;

  /// Characters in one [AgentEvent.CheckEvidence]. The reader of JSON refuses a text of more than
  /// 32,768 characters (avaje-json 3.11: its buffer doubles up to a fixed 50,000).
  public static final int MOST_EVIDENCE_CHARACTERS = 30_000;

  /// Where the Agent puts what a repair will overwrite, and fetches it again, each with the id of
  /// the repair's check behind it: HTTPS on the agent port.
  public static final String SAVED_PATH = "/agent/saved/";

  /// The most that is saved of one repair, in bytes; a repair that would overwrite more is refused.
  public static final long MAX_SAVED_BYTES = 1L << 30;

  /// Headers of a request to [#SAVED_PATH]: who asks, as in [AgentMessage.Hello].
  public static final String SESSION_HEADER = "Lifeboot-Session";

  public static final String TOKEN_HEADER = "Lifeboot-Token";

  public static final String KEY_HEADER = "Lifeboot-Key";

  /// Header of what is saved and of each answer to it: SHA-256 of the body, 64 hexadecimal digits.
  public static final String SHA256_HEADER = "Lifeboot-Sha256";

  /// Where the Agent brings the bytes of a stream, with the stream's id behind it: PUT, or a
  /// WebSocket for a stream that goes both ways.
  public static final String STREAM_PATH = "/agent/stream/";

  /// Header of a request to [#STREAM_PATH]: the key of the stream's [ManagerMessage.OpenStream].
  public static final String STREAM_KEY_HEADER = "Lifeboot-Stream-Key";

  /// Header of a PUT to [#STREAM_PATH]: the [StreamAnswer] as JSON, in URL-safe base64.
  public static final String STREAM_ANSWER_HEADER = "Lifeboot-Stream-Answer";

  /// The longest [StreamAnswer], in bytes of its JSON.
  public static final int MOST_ANSWER_BYTES = 4_096;

  /// The most bytes in one frame of a two-way stream.
  public static final int MOST_FRAME_BYTES = 32 << 10;

  /// How long the Agent has to dial for a stream and to say whether there will be one. Opening a
  /// damaged file system takes a while.
  public static final Duration STREAM_OPEN_LIMIT = Duration.ofMinutes(1);

  /// A stream on which nothing moves for this long is cut off; two-way streams are kept alive by
  /// pings of the Agent.
  public static final Duration STREAM_IDLE_LIMIT = Duration.ofMinutes(2);

  private Protocol() {}
}
