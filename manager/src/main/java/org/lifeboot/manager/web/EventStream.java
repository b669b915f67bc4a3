package org.lifeboot.manager.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Server-sent events: looks at the store each second and sends what is new. Runs on the request's
/// own virtual thread, and ends when the client has gone, when all is said, or when the Manager
/// stops.
///
/// The store is the only source, so it does not matter which Manager a change came through.
public final class EventStream {

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final int HEARTBEAT_EVERY_LOOKS = 15;

  private final CountDownLatch stopping = new CountDownLatch(1);

  /// What a stream sends.
  public interface Source {
    /// Sends what is new since the last look.
    ///
    /// @return false when all is said
    boolean look(Sink sink);

    /// Data of the last event, `end`.
    default String lastWords() {
      return "{}";
    }

    /// Whether the listener may still listen; asked with each heartbeat.
    default boolean allowed() {
      return true;
    }
  }

  /// Where events go.
  public interface Sink {
    void send(String event, String id, String data);
  }

  /// Ends all streams.
  void stop() {
    stopping.countDown();
  }

  /// Sends events until the end.
  public void run(Context context, Source source) {
    context.disableCompression();
    var response = context.res();
    response.setStatus(200);
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("utf-8");
    response.setHeader("X-Accel-Buffering", "no");
    try {
      pump(response.getOutputStream(), source);
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("the listener of {} has gone ({}), ignoring", context.path(), e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void pump(OutputStream out, Source source) throws IOException, InterruptedException {
    Sink sink = (event, id, data) -> write(out, event, id, data);
    heartbeat(out);
    for (int look = 1; source.look(sink); look++) {
      out.flush();
      if (look % HEARTBEAT_EVERY_LOOKS == 0) {
        if (!source.allowed()) {
          break;
        }
        heartbeat(out);
      }
      if (stopping.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        return; // without "end": browsers come back by themselves
      }
    }
    sink.send("end", "", source.lastWords());
    out.flush();
  }

  private static void heartbeat(OutputStream out) throws IOException {
    out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void write(OutputStream out, String event, String id, String data) {
    var text = new StringBuilder("event: ").append(event).append('\n');
    if (!id.isEmpty()) {
      text.append("id: ").append(id).append('\n');
    }
    data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
    try {
      out.write(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("sending an event", e);
    }
  }
}
