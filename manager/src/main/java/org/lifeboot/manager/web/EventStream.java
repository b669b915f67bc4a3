package org.lifeboot.manager.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.session.SessionNews;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Server-sent events: looks at the store when something has happened in this Manager, and at least
/// each second, and sends what is new. Runs on the request's own virtual thread, and ends when the
/// client has gone, when all is said, or when the Manager stops.
///
/// The store is the only source, so it does not matter which Manager a change came through: news
/// only make the next look come earlier.
public final class EventStream {

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final Duration HEARTBEAT_EVERY = Duration.ofSeconds(15);

  private final SessionNews news;
  private final Duration lookEvery;
  private final Set<Bell> bells = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stopping = new CountDownLatch(1);

  EventStream(SessionNews news) {
    this(news, Duration.ofSeconds(1));
  }

  /// Streams.
  ///
  /// @param lookEvery the longest time between two looks
  EventStream(SessionNews news, Duration lookEvery) {
    this.news = news;
    this.lookEvery = lookEvery;
  }

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

    /// Whether news of this session are a reason to look at once.
    default boolean concerns(SessionId session) {
      return false;
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
    bells.forEach(Bell::ring);
  }

  /// Sends events until the end.
  public void run(Context context, Source source) {
    context.disableCompression();
    var response = context.res();
    response.setStatus(200);
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("utf-8");
    response.setHeader("X-Accel-Buffering", "no");
    var bell = new Bell();
    bells.add(bell);
    try (var _ = news.listen(session -> ring(bell, source, session))) {
      pump(response.getOutputStream(), source, bell);
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("the listener of {} has gone ({}), ignoring", context.path(), e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      bells.remove(bell);
    }
  }

  private static void ring(Bell bell, Source source, SessionId session) {
    if (source.concerns(session)) {
      bell.ring();
    }
  }

  private void pump(OutputStream out, Source source, Bell bell)
      throws IOException, InterruptedException {
    Sink sink = (event, id, data) -> write(out, event, id, data);
    var pace = new Pace();
    heartbeat(out);
    long heartbeatAt = System.nanoTime();
    for (long begun = heartbeatAt; source.look(sink); begun = System.nanoTime()) {
      out.flush();
      if (begun - heartbeatAt >= HEARTBEAT_EVERY.toNanos()) {
        if (!source.allowed()) {
          break;
        }
        heartbeat(out);
        heartbeatAt = begun;
      }
      if (stopsWhileWaiting(pace.rest(begun, System.nanoTime()), bell)) {
        return; // without "end": browsers come back by themselves
      }
    }
    sink.send("end", "", source.lastWords());
    out.flush();
  }

  private boolean stopsWhileWaiting(long restNanos, Bell bell) throws InterruptedException {
    if (stopping.await(restNanos, TimeUnit.NANOSECONDS)) {
      return true;
    }
    bell.await(lookEvery);
    return stopping.getCount() == 0;
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
