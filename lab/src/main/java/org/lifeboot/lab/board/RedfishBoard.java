package org.lifeboot.lab.board;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.lifeboot.lab.process.Json;

/// A Redfish service (DMTF DSP0266) as the management controller of one machine, with a self-signed
/// certificate, sessions and tasks; its reset types come through `@Redfish.ActionInfo` only, and
/// its `Boot` object names no allowed values, as on most real boards. It can be told to fail.
public final class RedfishBoard implements AutoCloseable {

  public static final String USER = "lifeboot";
  public static final String PASSWORD = "board-of-the-lab";

  private static final String SYSTEM = "/redfish/v1/Systems/1";
  private static final String SESSIONS = "/redfish/v1/SessionService/Sessions";

  private final Set<Fault> faults = Collections.synchronizedSet(EnumSet.noneOf(Fault.class));
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final BoardSessions sessions = new BoardSessions(USER, PASSWORD);
  private final BoardState state;
  private final BoardMedia media;
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private RedfishBoard(Machine machine, Path folder, HttpsServer server) {
    this.state = new BoardState(machine, faults);
    this.media = new BoardMedia(folder);
    this.server = server;
  }

  /// Starts one on a port of 127.0.0.1.
  ///
  /// @param folder for its key and for media that it fetches
  public static RedfishBoard start(Machine machine, Path folder) {
    try {
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(BoardCertificate.make(folder)));
      RedfishBoard board = new RedfishBoard(machine, folder, server);
      server.setExecutor(board.threads);
      server.createContext("/", board::answer);
      server.start();
      return board;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a Redfish service", e);
    }
  }

  /// `127.0.0.1:PORT`.
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Begins to fail.
  public void give(Fault fault) {
    faults.add(fault);
  }

  /// Ends all faults.
  public void heal() {
    faults.clear();
  }

  /// All requests so far, as `POST /redfish/v1/…`.
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /// The address of the image in its virtual CD drive, or "".
  public String image() {
    return state.medium().map(BoardState.Medium::image).orElse("");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    requests.add(request);
    if (faults.contains(Fault.TIMES_OUT)) {
      return;
    }
    if (faults.contains(Fault.DROPS) && request.endsWith("Systems/1")) {
      dropInTheMiddle(exchange);
      return;
    }
    respond(exchange, refused(exchange, request).orElseGet(() -> answer(request, body)));
  }

  private static void dropInTheMiddle(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 5000);
    exchange.getResponseBody().write("{\"PowerSt".getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
    exchange.close();
  }

  private Optional<BoardAnswer> refused(HttpExchange exchange, String request) {
    boolean open = request.equals("GET /redfish/v1/") || request.equals("POST " + SESSIONS);
    String token = exchange.getRequestHeaders().getFirst("X-Auth-Token");
    if (!open && !sessions.holds(token == null ? "" : token)) {
      return Optional.of(BoardAnswer.error(401, "Log in first."));
    }
    boolean changes = !request.startsWith("GET ") && !request.contains("Sessions");
    return changes && faults.contains(Fault.FAILS)
        ? Optional.of(BoardAnswer.error(500, "The service is confused."))
        : Optional.empty();
  }

  private BoardAnswer answer(String request, String body) {
    Json said = body.isBlank() ? Json.parse("{}") : Json.parse(body);
    return switch (request) {
      case "POST " + SESSIONS -> sessions.logIn(said.text("UserName"), said.text("Password"));
      case "POST " + SYSTEM + "/Actions/ComputerSystem.Reset" -> reset(said.text("ResetType"));
      case "PATCH " + SYSTEM -> choose(said.at("Boot"));
      case "POST " + BoardDocuments.CD + "/Actions/VirtualMedia.InsertMedia" ->
          insert(said.text("Image"));
      case "POST " + BoardDocuments.CD + "/Actions/VirtualMedia.EjectMedia" -> {
        state.eject();
        yield BoardAnswer.nothing();
      }
      default -> request.startsWith("DELETE " + SESSIONS) ? logOut(request) : document(request);
    };
  }

  private BoardAnswer logOut(String request) {
    sessions.logOut(request.substring(request.lastIndexOf('/') + 1));
    return BoardAnswer.nothing();
  }

  private BoardAnswer document(String request) {
    return new BoardDocuments(state)
        .find(request)
        .map(BoardAnswer::document)
        .orElseGet(() -> BoardAnswer.error(404, "There is no such resource."));
  }

  /// As a task: the machine is switched before its monitor says that it is completed.
  private BoardAnswer reset(String type) {
    if (!BoardDocuments.RESET_TYPES.contains(type)) {
      return BoardAnswer.error(400, "The value " + type + " is not in the list.");
    }
    state.reset(type);
    return BoardAnswer.task();
  }

  private BoardAnswer choose(Json boot) {
    state.choose(
        boot.text("BootSourceOverrideEnabled").equals("Disabled")
            ? "None"
            : boot.text("BootSourceOverrideTarget"));
    return BoardAnswer.nothing();
  }

  /// What the firmware boots from once, or `None`.
  public String bootChoice() {
    return state.override();
  }

  private BoardAnswer insert(String image) {
    if (faults.contains(Fault.REFUSES_MEDIA)) {
      return BoardAnswer.error(400, "There is no licence for virtual media.");
    }
    if (faults.contains(Fault.EMPTY_DRIVE)) {
      return BoardAnswer.nothing();
    }
    return media
        .fetch(image)
        .map(
            medium -> {
              state.insert(medium);
              return BoardAnswer.nothing();
            })
        .orElseGet(() -> BoardAnswer.error(400, "The image cannot be fetched."));
  }

  private static void respond(HttpExchange exchange, BoardAnswer answer) throws IOException {
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
