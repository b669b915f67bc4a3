package org.lifeboot.manager.stream;

import java.nio.charset.StandardCharsets;
import org.lifeboot.protocol.StreamAnswer;

/// A whole answer of an Agent, read into memory.
public final class SmallAnswer {

  private final StreamAnswer.Ready answer;
  private final byte[] bytes;

  SmallAnswer(StreamAnswer.Ready answer, byte[] bytes) {
    this.answer = answer;
    this.bytes = bytes;
  }

  public StreamAnswer.Ready answer() {
    return answer;
  }

  /// A copy.
  public byte[] bytes() {
    return bytes.clone();
  }

  /// The bytes as UTF-8.
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
