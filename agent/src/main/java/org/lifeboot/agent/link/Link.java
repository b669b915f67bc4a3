package org.lifeboot.agent.link;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.protocol.AgentMessage;
import org.lifeboot.protocol.AgentMessage.Numbered;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.ManagerMessage;
import org.lifeboot.protocol.RefusalCode;
import org.lifeboot.protocol.SessionFile;

/// Keeps one connection to the Manager, for ever: says Hello, sends the journal's events in order,
/// hands commands on, and starts again after every break.
public final class Link {

  /// A TLS handshake took 20 s in an emulated virtual server on a busy machine.
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(60);

  private static final Duration WELCOME_LIMIT = Duration.ofSeconds(30);

  private final SessionFile session;
  private final Codec codec;
  private final Journal journal;
  private final Supplier<AgentMessage.Hello> hello;
  private final LinkListener listener;
  private final Pulse pulse;
  private final LinkPace pace;

  /// @param hello made anew for every connection: addresses change
  /// @param heartbeat what a heartbeat tells now
  public Link(
      SessionFile session,
      Codec codec,
      Journal journal,
      Supplier<AgentMessage.Hello> hello,
      Supplier<AgentMessage.Heartbeat> heartbeat,
      LinkListener listener,
      LinkPace pace) {
    this.session = session;
    this.codec = codec;
    this.journal = journal;
    this.hello = hello;
    this.listener = listener;
    this.pulse = new Pulse(heartbeat, pace);
    this.pace = pace;
  }

  /// How one connection ended.
  private sealed interface End {
    record Broken(String reason, boolean wasWelcomed) implements End {}

    record Refused(RefusalCode code, String detail) implements End {}
  }

  /// Returns when the session is over, or when the thread is interrupted.
  public void run() {
    var backOff = new BackOff(pace.random());
    HttpClient client = client();
    try (pulse) {
      while (true) {
        switch (connectOnce(client)) {
          case End.Refused(RefusalCode code, String detail) -> {
            listener.refused(code, detail);
            if (code == RefusalCode.SESSION_OVER) {
              return;
            }
            Thread.sleep(pace.afterRefusal());
          }
          case End.Broken(String reason, boolean wasWelcomed) -> {
            if (wasWelcomed) {
              backOff.reset();
            }
            Duration pause = pace.scaled(backOff.next());
            listener.broken(reason, pause);
            Thread.sleep(pause);
          }
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      client.shutdownNow(); // close() would wait for the Manager's end of the connection
    }
  }

  private HttpClient client() {
    return HttpClient.newBuilder()
        .sslContext(new PinnedCertificate(session.certificateSha256()).context())
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(HttpClient.Builder.NO_PROXY)
        .connectTimeout(CONNECT_LIMIT)
        .build();
  }

  private End connectOnce(HttpClient client) throws InterruptedException {
    var answers = new LinkedBlockingQueue<ManagerMessage>();
    var gate = new Gate(answers);
    var connection = new Connection(codec, gate::receive);
    Optional<String> problem = open(client, connection);
    if (problem.isPresent()) {
      return new End.Broken(problem.get(), false);
    }
    connection.onEnd(() -> answers.add(new ManagerMessage.Acknowledge(0))); // wakes the wait below
    connection.send(hello.get());
    return switch (answers.poll(WELCOME_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      case ManagerMessage.Refused(RefusalCode code, String detail) -> {
        connection.breakOff("refused");
        yield new End.Refused(code, HostileText.line(detail, 1_000));
      }
      case ManagerMessage.Welcome welcome -> {
        journal.acknowledge(welcome.acknowledged());
        listener.welcomed(welcome);
        pulse.beatOn(connection);
        gate.open();
        yield new End.Broken(serve(connection), true);
      }
      case null, default -> {
        connection.breakOff("no answer to Hello within " + WELCOME_LIMIT.toSeconds() + " s");
        yield new End.Broken(connection.ended().orElse(""), false);
      }
    };
  }

  private Optional<String> open(HttpClient client, Connection connection)
      throws InterruptedException {
    URI address = URI.create(session.managerAddress());
    var opening =
        client.newWebSocketBuilder().connectTimeout(CONNECT_LIMIT).buildAsync(address, connection);
    try {
      WebSocket _ = opening.get(CONNECT_LIMIT.toSeconds() + 5, TimeUnit.SECONDS);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of("calling " + address + ": " + rootOf(e));
    } catch (TimeoutException _) {
      opening.cancel(true);
      return Optional.of("calling " + address + ": no answer");
    }
  }

  private static String rootOf(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null
        && (cause instanceof ExecutionException
            || cause instanceof CompletionException
            || cause.getMessage() == null
            || cause instanceof javax.net.ssl.SSLException)) {
      cause = cause.getCause();
    }
    return HostileText.line(cause.toString(), 600);
  }

  /// Sends events until the connection ends.
  ///
  /// @return why it ended
  private String serve(Connection connection) throws InterruptedException {
    long sent = 0;
    while (connection.ended().isEmpty()) {
      Optional<Numbered> event = journal.next(sent, pace.lookForEnd());
      if (event.isPresent() && connection.send(event.get())) {
        sent = event.get().number();
      }
    }
    return connection.ended().orElse("");
  }

  /// Sends a message on the connection that stands, if one does: an acknowledged event that the
  /// Manager has asked for anew, or news that are worth nothing later.
  public void sendNow(AgentMessage message) {
    pulse.sendNow(message);
  }

  /// Before the Welcome, answers go to the thread that said Hello; after it, to where they belong.
  private final class Gate {
    private final LinkedBlockingQueue<ManagerMessage> answers;
    private @Nullable LinkedBlockingQueue<ManagerMessage> early = new LinkedBlockingQueue<>();
    private boolean answered;

    Gate(LinkedBlockingQueue<ManagerMessage> answers) {
      this.answers = answers;
    }

    synchronized void receive(ManagerMessage message) {
      if (!answered) {
        answered = true;
        answers.add(message);
      } else if (early != null) {
        early.add(message);
      } else {
        handOn(message);
      }
    }

    synchronized void open() {
      var waiting = early;
      early = null;
      if (waiting != null) {
        waiting.forEach(this::handOn);
      }
    }

    private void handOn(ManagerMessage message) {
      switch (message) {
        case ManagerMessage.Acknowledge(long number) -> journal.acknowledge(number);
        case ManagerMessage.Command command -> listener.commanded(command);
        case ManagerMessage.OpenStream wanted -> listener.streamWanted(wanted);
        case ManagerMessage.Refused(RefusalCode code, String detail) ->
            throw new IllegalArgumentException("refused after the welcome: " + code + " " + detail);
        case ManagerMessage.Welcome _ ->
            throw new IllegalArgumentException("a second welcome on one connection");
      }
    }
  }
}
