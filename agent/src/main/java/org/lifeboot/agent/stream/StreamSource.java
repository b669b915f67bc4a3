package org.lifeboot.agent.stream;

import java.io.IOException;

/// Carries one stream order out, once.
public interface StreamSource {

  /// Opens what was ordered, on the stream's own thread, which is interrupted when nobody wants it
  /// any more.
  ///
  /// @throws IOException it cannot be read; told as
  ///   [org.lifeboot.protocol.StreamProblem#UNREADABLE]
  Opened open() throws IOException, InterruptedException;
}
