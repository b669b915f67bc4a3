package org.lifeboot.agent.stream;

import java.io.IOException;
import java.io.OutputStream;
import org.lifeboot.protocol.StreamAnswer;
import org.lifeboot.protocol.StreamProblem;

/// What came of an order: something to send, somebody to talk with, or a reason why not.
public sealed interface Opened {

  /// What the Manager is told first.
  StreamAnswer answer();

  /// Bytes that go to the Manager.
  record Sends(StreamAnswer.Ready answer, Body body) implements Opened {}

  /// Bytes that go both ways.
  record Talks(StreamAnswer.Ready answer, Talk talk) implements Opened {}

  /// There is no stream.
  record Declines(StreamAnswer.Declined answer) implements Opened {

    /// No stream, and why.
    ///
    /// @param detail one sentence for a person
    public static Declines because(StreamProblem problem, String detail) {
      return new Declines(new StreamAnswer.Declined(problem, detail));
    }
  }

  /// The bytes of a stream. Used on the stream's own thread, which is interrupted when nobody wants
  /// it any more; closed at the end, written or not.
  interface Body extends AutoCloseable {

    /// Writes all of it. The stream holds the writer up while the reader does not read; flush what
    /// must not wait for more.
    ///
    /// @throws IOException the reader has gone, or there is an end of what can be read: the
    ///   Manager's reader then knows that it is not whole
    void writeTo(OutputStream out) throws IOException, InterruptedException;

    /// Gives everything back.
    @Override
    default void close() {}
  }

  /// One conversation. Used and closed as a [Body].
  interface Talk extends AutoCloseable {

    /// Talks until one end has had enough.
    ///
    /// @return how it ended, in one sentence for a person
    /// @throws IOException it broke
    String with(TwoWay line) throws IOException, InterruptedException;

    /// Gives everything back.
    @Override
    default void close() {}
  }
}
