package org.lifeboot.manager.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.lifeboot.protocol.StreamAnswer;

/// The body of an Agent's PUT, read straight from its connection: nothing is kept here, so whoever
/// reads slowly holds up the Agent.
final class BroughtBytes implements Incoming, OpenEnd {

  private final StreamAnswer.Ready answer;
  private final InputStream body;
  private final Runnable cut;
  private final ReentrantLock reading = new ReentrantLock();
  private final CompletableFuture<Boolean> end = new CompletableFuture<>();
  private volatile boolean whole;

  BroughtBytes(StreamAnswer.Ready answer, InputStream body, Runnable cut) {
    this.answer = answer;
    this.body = body;
    this.cut = cut;
  }

  /// Returns when nobody reads any more: the connection is the request's again.
  ///
  /// @return whether it was read to its end
  boolean awaitEnd() throws InterruptedException {
    try {
      end.get();
    } catch (InterruptedException e) {
      close();
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for a reader", e);
    }
    reading.lock(); // a reader on another thread finds it cut off, and leaves
    try {
      return whole;
    } finally {
      reading.unlock();
    }
  }

  @Override
  public void onClose(Runnable action) {
    var _ = end.thenRun(action);
  }

  @Override
  public StreamAnswer.Ready answer() {
    return answer;
  }

  @Override
  public InputStream bytes() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return length == 0 ? 0 : readSome(into, offset, length);
      }

      @Override
      public void close() {
        BroughtBytes.this.close();
      }
    };
  }

  private int readSome(byte[] into, int offset, int length) throws IOException {
    reading.lock();
    try {
      if (whole) {
        return -1;
      }
      if (end.isDone()) {
        throw new Ended("the stream was dropped");
      }
      int count = body.read(into, offset, length);
      whole = count < 0;
      return count;
    } finally {
      reading.unlock();
    }
  }

  @Override
  public void close() {
    if (!whole) {
      cut.run();
    }
    end.complete(whole);
  }
}
