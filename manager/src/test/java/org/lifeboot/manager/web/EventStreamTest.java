package org.lifeboot.manager.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.session.SessionNews;

/// Streams that look by themselves only once an hour: what comes earlier, news have brought.
@Timeout(60)
final class EventStreamTest {

  private static final SessionId OURS = new SessionId("ours");
  private static final SessionId OTHER = new SessionId("other");

  private final SessionNews news = new SessionNews();
  private final EventStream streams = new EventStream(news, Duration.ofHours(1));
  private final AtomicInteger storms = new AtomicInteger();
  private final Counting source = new Counting();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Javalin app =
      Javalin.create(
          config -> {
            config.concurrency.useVirtualThreads = true;
            config.startup.showJavalinBanner = false;
            config.routes.get("/live", context -> streams.run(context, source));
          });

  /// Tells how often it has looked.
  private static class Counting implements EventStream.Source {
    final AtomicInteger looks = new AtomicInteger();
    volatile Runnable meanwhile = () -> {};

    @Override
    public boolean look(EventStream.Sink sink) {
      int look = looks.incrementAndGet();
      meanwhile.run();
      sink.send("look", "", Integer.toString(look));
      return true;
    }

    @Override
    public boolean concerns(SessionId session) {
      return session.equals(OURS);
    }
  }

  @BeforeEach
  void start() {
    app.start("127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    streams.stop();
    app.stop();
    client.close();
  }

  private Events listen() {
    var address = URI.create("http://127.0.0.1:" + app.port() + "/live");
    return Events.of(client, HttpRequest.newBuilder(address).build());
  }

  @Test
  void newsOfItsSessionBringTheNextLookAtOnce() throws Exception {
    try (Events events = listen()) {
      assertThat(events.nextEvent().data()).isEqualTo("1");
      news.changed(OTHER);
      news.changed(OURS);
      assertThat(events.nextEvent().data()).isEqualTo("2");
    }
    assertThat(source.looks.get()).isEqualTo(2);
  }

  @Test
  void newsThatComeWhileItLooksAreNotLost() throws Exception {
    source.meanwhile =
        () -> {
          source.meanwhile = () -> {};
          news.changed(OURS);
        };
    try (Events events = listen()) {
      assertThat(events.nextEvent().data()).isEqualTo("1");
      assertThat(events.nextEvent().data()).isEqualTo("2");
    }
  }

  @Test
  void aStormOfNewsMakesFewLooksAndTheLastOneComesAfterTheLastNews() throws Exception {
    var last = new AtomicInteger();
    source.meanwhile = () -> last.set(storms.get());
    long begun = System.nanoTime();
    try (Events events = listen()) {
      events.nextEvent();
      for (int i = 0; i < 20_000; i++) {
        storms.incrementAndGet();
        news.changed(OURS);
      }
      while (last.get() < 20_000) {
        events.nextEvent();
      }
    }
    long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds() + 1;
    assertThat(source.looks.get()).isLessThanOrEqualTo((int) (4 + 10 * seconds));
  }

  @Test
  void aManagerThatStopsEndsAStreamThatWaits() throws Exception {
    try (Events events = listen()) {
      events.nextEvent();
      streams.stop();
      assertThat(events.next()).isEqualTo("closed");
    }
  }
}
