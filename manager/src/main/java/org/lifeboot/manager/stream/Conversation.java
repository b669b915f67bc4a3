package org.lifeboot.manager.stream;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.lifeboot.protocol.StreamAnswer;
import org.lifeboot.protocol.StreamWord;

/// A stream that goes both ways. Close it at the end: that ends what the Agent runs behind it.
public interface Conversation extends AutoCloseable {

  /// What the Agent says of it.
  StreamAnswer.Ready answer();

  /// From the Agent; what is not read holds it up. For one thread. Ends, with `-1`, when the Agent
  /// has said that it is over; an [java.io.IOException] when it was cut off.
  InputStream in();

  /// To the Agent: each write leaves at once, and holds up the writer while the Agent does not
  /// read. For one thread.
  OutputStream out();

  /// Says something beside the bytes; from any thread.
  void say(StreamWord word);

  /// How it ended, in the Agent's words, once it has.
  Optional<String> over();

  @Override
  void close();
}
