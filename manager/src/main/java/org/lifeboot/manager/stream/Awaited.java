package org.lifeboot.manager.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.protocol.ManagerMessage;
import org.lifeboot.protocol.StreamAnswer;

/// A stream that an Agent was asked for, from the asking until it has come. Thread-safe.
public final class Awaited {

  private enum State {
    WAITED_FOR,
    COME,
    GIVEN_UP
  }

  /// What has come.
  sealed interface Come {
    record Bytes(BroughtBytes bytes) implements Come {}

    record Talk(Talking talk) implements Come {}

    record Declined(StreamAnswer.Declined answer) implements Come {}

    record Broken(String reason) implements Come {}
  }

  private final SessionId session;
  private final ManagerMessage.OpenStream wanted;
  private final Instant at;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITED_FOR);
  private final CompletableFuture<Come> come = new CompletableFuture<>();

  Awaited(SessionId session, ManagerMessage.OpenStream wanted, Instant at) {
    this.session = session;
    this.wanted = wanted;
    this.at = at;
  }

  SessionId session() {
    return session;
  }

  ManagerMessage.OpenStream wanted() {
    return wanted;
  }

  boolean olderThan(Duration age, Instant now) {
    return at.plus(age).isBefore(now);
  }

  /// In constant time.
  boolean hasKey(String shown) {
    return MessageDigest.isEqual(
        wanted.key().getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }

  /// Once only.
  boolean take() {
    return state.compareAndSet(State.WAITED_FOR, State.COME);
  }

  boolean givenUp() {
    return state.get() == State.GIVEN_UP;
  }

  /// What came of it; after this nothing does.
  ///
  /// @throws TimeoutException nobody has dialled in time, or has not said what comes
  Come await(Duration limit) throws InterruptedException, TimeoutException {
    try {
      return come.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for a stream", e);
    } catch (TimeoutException e) {
      if (giveUp()) {
        throw e;
      }
      return come.join(); // it came just now
    } catch (InterruptedException e) {
      if (!giveUp() && come.join() instanceof Come.Bytes(BroughtBytes bytes)) {
        bytes.close();
      }
      throw e;
    }
  }

  private boolean giveUp() {
    boolean _ = state.compareAndSet(State.WAITED_FOR, State.GIVEN_UP);
    return come.complete(new Come.Broken("nobody waits for it any more"));
  }

  /// A PUT has come, and its body is read by whoever waits; returns when that is done.
  ///
  /// @param cut ends the connection at once
  /// @return whether all of it was read
  public boolean bring(StreamAnswer answer, InputStream body, Runnable cut)
      throws InterruptedException {
    return switch (answer) {
      case StreamAnswer.Declined declined -> come.complete(new Come.Declined(declined));
      case StreamAnswer.Ready ready -> {
        var bytes = new BroughtBytes(ready, body, cut);
        yield come.complete(new Come.Bytes(bytes)) && bytes.awaitEnd();
      }
    };
  }

  /// A WebSocket has come, and says what it brings.
  ///
  /// @return where its frames go
  public Talking talk(StreamAnswer answer, Peer peer) {
    var ready = answer instanceof StreamAnswer.Ready told ? told : StreamAnswer.Ready.bytes();
    var talk = new Talking(ready, peer);
    Come what =
        answer instanceof StreamAnswer.Declined declined
            ? new Come.Declined(declined)
            : new Come.Talk(talk);
    if (!come.complete(what) || what instanceof Come.Declined) {
      talk.close();
    }
    return talk;
  }

  /// What has come is not what was asked for.
  public void broken(String reason) {
    come.complete(new Come.Broken(reason));
  }

  /// The WebSocket of a stream, as [Talking] needs it.
  public interface Peer {

    /// Returns when the frame has left.
    void send(ByteBuffer frame) throws IOException;

    void say(String text);

    void close();
  }
}
