package org.lifeboot.agent.stream;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.lifeboot.protocol.StreamWord;

/// A stream that goes both ways, as who talks on it sees it.
public interface TwoWay {

  /// From the Manager; ends when the Manager drops the stream. What is not read holds the Manager
  /// up. For one thread.
  InputStream in();

  /// To the Manager; each write leaves at once and holds up the writer until it has. For one
  /// thread.
  OutputStream out();

  /// Hands the Manager's words on, from now on, each on a thread of the connection: be quick.
  void onWord(Consumer<StreamWord> listener);
}
