package org.lifeboot.agent.stream;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.protocol.ManagerMessage.OpenStream;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.StreamOrder;
import org.lifeboot.protocol.StreamProblem;

/// Carries stream orders out, each on a thread and a connection of its own, none of which is the
/// main connection's. Thread-safe.
public final class StreamDesk implements AutoCloseable {

  /// A stream costs two threads and some 100 KiB.
  private static final int MOST = 16;

  private static final Duration PING = Duration.ofSeconds(20);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(30);

  private final Function<StreamOrder, StreamSource> sources;
  private final SSLContext tls;
  private final Consumer<String> log;
  private final Map<String, Work> open = new ConcurrentHashMap<>();
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;
  private final ScheduledExecutorService pings;

  /// A desk without streams.
  ///
  /// @param sources what carries an order out
  /// @param tls accepts the Manager's certificate alone
  /// @param log a line for the machine's console
  public StreamDesk(
      Function<StreamOrder, StreamSource> sources, SSLContext tls, Consumer<String> log) {
    this.sources = sources;
    this.tls = tls;
    this.log = log;
    this.client =
        HttpClient.newBuilder()
            .sslContext(tls)
            .executor(calls)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT_LIMIT)
            .build();
    this.pings =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("stream pings").factory());
  }

  /// Begins; returns at once. An order that was heard already is no second stream.
  public void open(OpenStream wanted) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("stream " + wanted.id())
            .unstarted(() -> carryOut(wanted));
    if (open.putIfAbsent(wanted.id(), new Work(thread)) == null) {
      thread.start();
    }
  }

  /// How many are open.
  public int open() {
    return open.size();
  }

  private void carryOut(OpenStream wanted) {
    Work work = Objects.requireNonNull(open.get(wanted.id()));
    try {
      carryOut(wanted, opened(wanted.order()), work);
    } catch (IOException | RuntimeException e) {
      log.accept("a stream ended early: " + HostileText.line(e.toString(), 500));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(wanted.id());
    }
  }

  private Opened opened(StreamOrder order) throws InterruptedException {
    if (open.size() > MOST) {
      return Opened.Declines.because(
          StreamProblem.TOO_MANY,
          MOST + " downloads and terminals of this server are open already; close one.");
    }
    try {
      return sources.apply(order).open();
    } catch (IOException e) {
      return Opened.Declines.because(
          StreamProblem.UNREADABLE, HostileText.line(String.valueOf(e.getMessage()), 500));
    } catch (RuntimeException e) {
      return Opened.Declines.because(
          StreamProblem.FAULT, "a fault of the Agent: " + HostileText.line(e.toString(), 500));
    }
  }

  private void carryOut(OpenStream wanted, Opened opened, Work work)
      throws IOException, InterruptedException {
    switch (opened) {
      case Opened.Sends(var _, Opened.Body body) -> {
        try (body) {
          send(wanted, opened, body, work);
        }
      }
      case Opened.Talks(var _, Opened.Talk talk) -> {
        try (talk) {
          talk(wanted, opened, talk, work);
        }
      }
      case Opened.Declines declines -> decline(wanted, declines, work);
    }
  }

  private void decline(OpenStream wanted, Opened.Declines declines, Work work)
      throws IOException, InterruptedException {
    if (!wanted.order().twoWay()) {
      send(wanted, declines, _ -> {}, work);
      return;
    }
    talk(wanted, declines, _ -> "", work);
  }

  private void send(OpenStream wanted, Opened opened, Opened.Body body, Work work)
      throws IOException, InterruptedException {
    try (var dial = work.on(Dial.to(URI.create(wanted.address()), tls));
        var upload = new Upload(dial, wanted, opened.answer(), work::stop)) {
      var out = upload.body();
      body.writeTo(out);
      out.flush();
      upload.end();
    }
  }

  private void talk(OpenStream wanted, Opened opened, Opened.Talk talk, Work work)
      throws IOException, InterruptedException {
    try (var line = work.on(new Line(work::stop))) {
      connect(wanted, line);
      var pinging =
          pings.scheduleWithFixedDelay(
              line::ping, PING.toSeconds(), PING.toSeconds(), TimeUnit.SECONDS);
      try {
        line.answer(opened.answer());
        line.farewell(talk.with(line));
      } finally {
        pinging.cancel(true);
      }
    }
  }

  private void connect(OpenStream wanted, Line line) throws IOException, InterruptedException {
    URI base = URI.create(wanted.address());
    URI address =
        URI.create(base.getScheme() + "://" + base.getRawAuthority() + Protocol.STREAM_PATH)
            .resolve(wanted.id());
    var opening =
        client
            .newWebSocketBuilder()
            .connectTimeout(CONNECT_LIMIT)
            .header(Protocol.STREAM_KEY_HEADER, wanted.key())
            .buildAsync(address, line);
    try {
      var _ = opening.get(CONNECT_LIMIT.toSeconds() + 5, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      opening.cancel(true);
      throw new IOException("dialling the Manager for a stream", e);
    }
  }

  /// Ends all streams: the session is over.
  public void endAll() {
    open.values().forEach(Work::stop);
  }

  @Override
  public void close() {
    endAll();
    pings.shutdownNow();
    client.shutdownNow();
    calls.shutdownNow();
  }
}
