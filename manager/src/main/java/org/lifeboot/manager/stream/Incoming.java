package org.lifeboot.manager.stream;

import java.io.InputStream;
import org.lifeboot.protocol.StreamAnswer;

/// Bytes on their way from an Agent. Close it, read to its end or not: an Agent whose reader has
/// gone stops its work.
public interface Incoming extends AutoCloseable {

  /// What the Agent says of them.
  StreamAnswer.Ready answer();

  /// The bytes: what is not read holds up the Agent. For one thread.
  ///
  /// A stream that breaks is an [java.io.IOException]; `-1` comes only where the Agent has said
  /// that it was all.
  InputStream bytes();

  /// Ends it on both ends.
  @Override
  void close();
}
