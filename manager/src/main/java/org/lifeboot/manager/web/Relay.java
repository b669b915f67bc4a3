package org.lifeboot.manager.web;

import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.websocket.api.Callback;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.store.StoreException;
import org.lifeboot.manager.stream.Conversation;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.StreamWord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Joins the WebSocket of a browser or a program to a stream of an Agent: bytes both ways, each
/// direction held up by whoever does not read. Ends with either of them, and when the visitor may
/// not be here any more.
final class Relay {

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  static final int NORMAL = 1000;

  /// Codes of the private range (RFC 6455, 7.4.2): refused; cut off; log in again.
  static final int REFUSED = 4000;

  static final int LOST = 4001;
  static final int LOGGED_OUT = 4003;

  private static final int BUFFER_BYTES = 16 << 10;
  private static final int MOST_REASON_BYTES = 120;
  private static final Duration LOOK = Duration.ofSeconds(15);
  private static final Duration SEND_LIMIT = Duration.ofMinutes(2);

  private final WsContext socket;
  private final Supplier<Conversation> opening;
  private final BooleanSupplier allowed;
  private final CompletableFuture<Conversation> talk = new CompletableFuture<>();
  private final Codec codec = new Codec();

  /// A relay that has not begun.
  ///
  /// @param opening asks the Agent; may take its time
  /// @param allowed whether the visitor may still be here; asked now and then
  Relay(WsContext socket, Supplier<Conversation> opening, BooleanSupplier allowed) {
    this.socket = socket;
    this.opening = opening;
    this.allowed = allowed;
  }

  /// Begins; its two threads end with the WebSocket.
  void start() {
    socket.session.setIdleTimeout(LOOK.multipliedBy(4));
    socket.enableAutomaticPings(LOOK.toSeconds(), TimeUnit.SECONDS);
    var _ = Thread.ofVirtual().name("relay").start(this::run);
    var _ = Thread.ofVirtual().name("relay's guard").start(this::guard);
  }

  private void run() {
    try (Conversation opened = opening.get()) {
      talk.complete(opened);
      pump(opened.in());
      end(NORMAL, opened.over().orElse(""));
    } catch (Problem problem) {
      end(REFUSED, problem.detail());
    } catch (IOException e) {
      end(LOST, "The connection to the rescued server is lost.");
    } finally {
      talk.completeExceptionally(new IOException("the stream has ended"));
    }
  }

  private void pump(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      send(ByteBuffer.wrap(buffer, 0, count));
    }
  }

  private void send(ByteBuffer bytes) throws IOException {
    var sent = new Callback.Completable();
    socket.session.sendBinary(bytes, sent);
    try {
      sent.get(SEND_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("sending to a visitor", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while sending to a visitor", e);
    }
  }

  /// Says why, then closes.
  private void end(int code, String reason) {
    socket.session.sendText(codec.write(new StreamWord.Over(reason)), Callback.NOOP);
    socket.closeSession(code, shortened(reason));
  }

  /// A close frame holds 123 bytes of reason.
  private static String shortened(String reason) {
    String plain = reason.replaceAll("[^ -~]", "?");
    return plain.substring(0, Math.min(plain.length(), MOST_REASON_BYTES));
  }

  private void guard() {
    try {
      while (socket.session.isOpen() && mayStay()) {
        Thread.sleep(LOOK);
      }
      if (socket.session.isOpen()) {
        end(LOGGED_OUT, "Log in again.");
        gone();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean mayStay() {
    try {
      return allowed.getAsBoolean();
    } catch (StoreException e) {
      LOG.warn("{}, ignoring; asking again", e.getMessage());
      return true;
    }
  }

  /// Bytes of the visitor's; they wait for the Agent's end to open.
  void heard(ByteBuffer bytes) {
    byte[] frame = new byte[bytes.remaining()];
    bytes.get(frame);
    try {
      talk.get().out().write(frame);
    } catch (ExecutionException | IOException _) {
      socket.closeSession(LOST, "the stream has ended");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// A word of the visitor's: another size of the terminal, and nothing else.
  void heard(String text) {
    try {
      if (codec.streamWord(text) instanceof StreamWord.Resize size) {
        talk.get().say(size);
      }
    } catch (IllegalArgumentException | ExecutionException _) {
      socket.closeSession(REFUSED, "not understood");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// The visitor has gone.
  void gone() {
    var _ = talk.thenAccept(Conversation::close);
  }
}
