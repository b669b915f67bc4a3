package org.lifeboot.manager.agentlink;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.lifeboot.manager.account.Throttle;
import org.lifeboot.manager.check.SavedDesk;
import org.lifeboot.manager.saved.SavedData;
import org.lifeboot.manager.session.AgentDesk;
import org.lifeboot.manager.session.AgentDesk.Watched;
import org.lifeboot.manager.session.AgentProof;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.session.SessionNews;
import org.lifeboot.manager.store.StoreException;
import org.lifeboot.manager.stream.AgentLine;
import org.lifeboot.manager.stream.StreamCalls;
import org.lifeboot.manager.stream.Streams;
import org.lifeboot.protocol.ManagerMessage;
import org.lifeboot.protocol.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The port that Agents dial: TLS, one WebSocket, and beside it the bytes that repairs save and
/// that streams bring; nothing else. Anybody may knock, so everything has a limit.
public final class AgentDoor implements AutoCloseable, AgentLine {

  private static final Logger LOG = LoggerFactory.getLogger(AgentDoor.class);
  private static final int MOST_CONNECTIONS = 20_000;
  private static final int MOST_WRONG_TOKENS = 30;
  private static final Duration HELLO_LIMIT = Duration.ofSeconds(10);
  private static final Duration IDLE_LIMIT = Protocol.HEARTBEAT.multipliedBy(6);
  private static final Duration STORE_AT_MOST_EVERY = Duration.ofSeconds(15);
  private static final Duration ROUND = Duration.ofSeconds(1);

  private final AgentDesk desk;
  private final Streams streams;
  private final Throttle throttle;
  private final Duration storeEvery;
  private final Clock clock;
  private final Map<String, AgentConnection> connections = new ConcurrentHashMap<>();
  private final Semaphore news = new Semaphore(0);
  private final SessionNews.Subscription subscription;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Javalin app;
  private volatile boolean stopping = false;
  private volatile Optional<Streams.Place> place = Optional.empty();
  private final Thread rounds;

  private AgentDoor(Place place, DoorKey key, Desks desks, SessionNews news, Clock clock) {
    this.desk = desks.agents;
    this.streams = desks.streams;
    this.throttle = desks.throttle;
    this.clock = clock;
    Duration third = place.silence.dividedBy(3);
    this.storeEvery = third.compareTo(STORE_AT_MOST_EVERY) < 0 ? third : STORE_AT_MOST_EVERY;
    var savedDoor = new SavedDoor(desks.proof, desks.savedDesk, desks.saved, throttle);
    var streamDoor = new StreamDoor(desks.streams, throttle, MOST_WRONG_TOKENS);
    this.app = Javalin.create(config -> configure(config, place, key, savedDoor, streamDoor));
    this.rounds = Thread.ofVirtual().name("agent-door").unstarted(this::goRound);
    this.subscription = news.listen(_ -> this.news.release());
  }

  /// Where it is.
  ///
  /// @param port 0 for any free one
  /// @param silence after which an Agent counts as lost: its signs of life are stored more often
  ///   than that
  public record Place(String address, int port, Duration silence) {}

  /// Who answers behind it.
  ///
  /// @param proof knows Agents that were let in
  /// @param savedDesk says what may be kept and given
  public record Desks(
      AgentDesk agents,
      AgentProof proof,
      SavedDesk savedDesk,
      SavedData saved,
      Streams streams,
      Throttle throttle) {}

  /// Opens the port.
  ///
  /// @throws io.javalin.util.JavalinBindException when the port is taken
  public static AgentDoor start(
      Place place, DoorKey key, Desks desks, SessionNews news, Clock clock) {
    AgentDoor door = new AgentDoor(place, key, desks, news, clock);
    door.app.start();
    door.rounds.start();
    door.place = Optional.of(door.streams.join(door));
    return door;
  }

  private void configure(
      JavalinConfig config, Place place, DoorKey key, SavedDoor savedDoor, StreamDoor streamDoor) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = 4096;
    config.jetty.addConnector((server, http) -> connector(server, http, place, key));
    config.jetty.modifyServer(
        server -> server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server)));
    config.jetty.modifyWebSocketServletFactory(AgentDoor::limit);
    config.routes.error(404, context -> context.result(""));
    config.routes.ws(Protocol.PATH, this::handlers);
    config.routes.put(Protocol.SAVED_PATH + "{check}", savedDoor::keep);
    config.routes.get(Protocol.SAVED_PATH + "{check}", savedDoor::give);
    config.routes.put(Protocol.STREAM_PATH + "{stream}", streamDoor::bring);
    config.routes.wsBeforeUpgrade(Protocol.STREAM_PATH + "{stream}", streamDoor::knock);
    config.routes.ws(Protocol.STREAM_PATH + "{stream}", streamDoor::handlers);
  }

  private static void limit(JettyWebSocketServletFactory factory) {
    factory.setMaxTextMessageSize(Protocol.MAX_MESSAGE_BYTES);
    factory.setMaxBinaryMessageSize(Protocol.MOST_FRAME_BYTES);
    factory.setIdleTimeout(IDLE_LIMIT);
  }

  private static Connector connector(
      Server server, HttpConfiguration http, Place place, DoorKey key) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(2 * Protocol.MOST_ANSWER_BYTES);
    http.setIdleTimeout(HELLO_LIMIT.toMillis());
    http.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(server, key.tls(), new HttpConnectionFactory(http));
    connector.setHost(place.address);
    connector.setPort(place.port);
    connector.setAcceptQueueSize(4096);
    connector.setIdleTimeout(HELLO_LIMIT.toMillis());
    return connector;
  }

  private void handlers(WsConfig socket) {
    socket.onConnect(this::opened);
    socket.onMessage(context -> heard(context, context.message()));
    socket.onBinaryMessage(context -> context.closeSession(1003, "text only"));
    socket.onClose(context -> connections.remove(context.sessionId()));
    socket.onError(context -> connections.remove(context.sessionId()));
  }

  private void opened(WsContext context) {
    String address = address(context);
    AgentConnection connection = new AgentConnection(context, address, desk, storeEvery, clock);
    if (throttle.exhausted(guesses(address), MOST_WRONG_TOKENS)) {
      connection.slowDown();
      return;
    }
    connections.put(context.sessionId(), connection);
  }

  private static String address(WsContext context) {
    return context.session.getRemoteSocketAddress() instanceof InetSocketAddress internet
        ? internet.getAddress().getHostAddress()
        : "unknown";
  }

  private static String guesses(String address) {
    return "agent " + address;
  }

  private void heard(WsContext context, String message) {
    AgentConnection connection = connections.get(context.sessionId());
    if (connection == null) {
      return;
    }
    try {
      if (connection.hear(message) == AgentConnection.Heard.WRONG) {
        throttle.wrong(guesses(connection.address()));
      }
    } catch (StoreException e) {
      LOG.warn("{}, ignoring; the Agent will say it again", e.getMessage());
      connection.unableToStore();
    } catch (RuntimeException e) {
      LOG.warn("An Agent's message could not be handled, ignoring; its connection is closed", e);
      connection.unableToStore();
    }
  }

  /// Looks after the connections each second, and at once after a session has changed here.
  private void goRound() {
    try {
      while (!stopping) {
        news.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS);
        news.drainPermits();
        lookAfterAll();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookAfterAll() {
    if (connections.isEmpty() && streams.idle()) {
      return;
    }
    try {
      Map<SessionId, Watched> live = desk.live();
      streams.dropUnless(live::containsKey);
      passOn(live);
      connections.values().forEach(connection -> lookAfter(connection, live));
    } catch (StoreException e) {
      LOG.warn("{}, ignoring; looking again", e.getMessage());
    }
  }

  /// Tells the Agents here of streams that other Managers want.
  private void passOn(Map<SessionId, Watched> live) {
    for (StreamCalls.Call call : streams.calls().take(session -> isHere(live.get(session)))) {
      String connection = Objects.requireNonNull(live.get(call.session())).connection();
      boolean _ = call(call.session(), connection, call.wanted());
    }
  }

  private boolean isHere(@Nullable Watched watched) {
    return watched != null && connection(watched.connection()).isPresent();
  }

  private Optional<AgentConnection> connection(String id) {
    return connections.values().stream().filter(one -> one.id().equals(id)).findAny();
  }

  @Override
  public boolean call(SessionId session, String connection, ManagerMessage.OpenStream wanted) {
    Optional<AgentConnection> line =
        connection(connection).filter(one -> one.session().equals(Optional.of(session)));
    line.ifPresent(one -> one.open(wanted));
    return line.isPresent();
  }

  private void lookAfter(AgentConnection connection, Map<SessionId, Watched> live) {
    Instant now = clock.instant();
    connection
        .session()
        .ifPresentOrElse(
            session -> {
              Watched watched = live.get(session);
              if (watched == null
                  || watched.commands()
                  || !watched.connection().equals(connection.id())) {
                connection.followOrders(threads);
              }
            },
            () -> {
              if (connection.olderThan(HELLO_LIMIT, now)) {
                connection.tooLate();
              }
            });
  }

  public int port() {
    return app.port();
  }

  @Override
  public void close() {
    subscription.close();
    place.ifPresent(Streams.Place::close);
    streams.close();
    stopping = true;
    this.news.release();
    try {
      rounds.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    app.stop();
    threads.close();
  }
}
