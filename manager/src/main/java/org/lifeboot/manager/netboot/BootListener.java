package org.lifeboot.manager.netboot;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.time.Duration;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/// The boot port: boot files and nothing else. All else is 404 with nothing in it, whatever the
/// method. It stands on a network that anybody may plug into, so everything has a limit.
public final class BootListener implements AutoCloseable {

  private static final int MOST_CONNECTIONS = 1000;
  private static final int MOST_CONNECTIONS_OF_ONE_ADDRESS = 64;
  private static final int LONGEST_REQUEST_BYTES = 4096;

  /// A firmware's HTTP Boot asks for the length of the shim, then may take its time, then fetches
  /// it on the same connection, and gives up when that is closed: OVMF was seen to pause for 29.5
  /// s.
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(2);

  private final Javalin app;

  private BootListener(Javalin app) {
    this.app = app;
  }

  /// Opens the port.
  ///
  /// @param boot where it listens, and by which address servers reach it
  /// @throws io.javalin.util.JavalinBindException when the port is taken
  public static BootListener start(
      Place boot, BootDesk desk, ImageCatalog images, AgentImage agent) {
    return start(boot, desk, new Content(images, agent, MediumFile.none(boot.url())));
  }

  /// What it serves.
  public record Content(ImageCatalog images, AgentImage agent, MediumFile medium) {}

  /// Opens the port, for controllers too that fetch the rescue ISO.
  ///
  /// @param boot where it listens, and by which address servers reach it
  /// @throws io.javalin.util.JavalinBindException when the port is taken
  public static BootListener start(Place boot, BootDesk desk, Content content) {
    var answers = new BootRequests(desk, content, boot.url());
    var app =
        Javalin.create(
            config -> {
              limit(config);
              config.jetty.addConnector((server, http) -> connector(server, http, boot));
              routes(config, answers);
            });
    return new BootListener(app.start());
  }

  /// Where it listens.
  ///
  /// @param port 0 for any free one
  /// @param url what servers fetch from, as in `boot.url`
  public record Place(String address, int port, URI url) {}

  private static void routes(JavalinConfig config, BootRequests requests) {
    config.router.treatMultipleSlashesAsSingleSlash = true; // shim: /boot/efi//grubx64.efi
    var routes = config.routes;
    routes.before(BootListener::onlyReading);
    routes.before(GrubConnection::leaveNothing);
    routes.get("/boot/start.ipxe", requests::start);
    routes.get("/boot/ipxe", requests::ipxe);
    routes.get("/grub/grub.cfg", requests::startGrub);
    routes.head("/grub/grub.cfg", requests::startGrub);
    routes.get("/boot/grub", requests::grub);
    routes.head("/boot/grub", requests::grubLength);
    routes.get("/boot/start.kexec", requests::startKexec);
    routes.get("/boot/kexec", requests::kexec);
    routes.get("/boot/efi/{file}", requests::program);
    routes.head("/boot/efi/{file}", requests::program);
    routes.get(MediumFile.place("{server}"), requests::medium);
    routes.head(MediumFile.place("{server}"), requests::medium);
    routes.get("/boot/image/{digest}/{boot}/{file}", requests::imageFile);
    routes.head("/boot/image/{digest}/{boot}/{file}", requests::imageFile);
    routes.get("/boot/agent/{digest}/{boot}/agent.img", requests::agentFile);
    routes.head("/boot/agent/{digest}/{boot}/agent.img", requests::agentFile);
    routes.get("/boot/session/{boot}/session.img", requests::sessionFile);
    routes.head("/boot/session/{boot}/session.img", requests::sessionLength);
    routes.error(404, BootListener::nothing);
    routes.exception(Exception.class, requests::failed);
  }

  /// HEAD is answered for files, and for what GRUB asks the length of before it reads it (it does
  /// where the firmware's HTTP Boot loaded it); asking so begins no boot attempt, and the session
  /// file is still there.
  private static void onlyReading(Context context) {
    var method = context.method();
    var reads =
        method.equals(HandlerType.GET)
            || (method.equals(HandlerType.HEAD)
                && context
                    .path()
                    .matches(
                        "/boot/(image|agent|efi|session|medium)/.+|/boot/grub|/grub/grub.cfg"));
    if (!reads) {
      context.status(404).header("Connection", "close").skipRemainingHandlers();
    }
  }

  /// And the end of the connection: a firmware's HTTP client waits for more of an answer without a
  /// body until the connection ends, and shim asks by it for several files that are not there.
  private static void nothing(Context context) {
    context.header("Connection", "close").result("");
  }

  private static void limit(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.maxRequestSize = LONGEST_REQUEST_BYTES;
    config.jetty.modifyHttpConfiguration(BootListener::limit);
    config.jetty.modifyServer(BootListener::limit);
  }

  private static void limit(HttpConfiguration http) {
    http.setRequestHeaderSize(LONGEST_REQUEST_BYTES);
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
  }

  private static void limit(Server server) {
    server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
    server.setErrorHandler(BootListener::silently);
  }

  private static Connector connector(Server server, HttpConfiguration http, Place place) {
    var connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(place.address());
    connector.setPort(place.port());
    connector.setAcceptQueueSize(MOST_CONNECTIONS);
    connector.setIdleTimeout(IDLE_LIMIT.toMillis());
    connector.addBean(new AddressLimit(MOST_CONNECTIONS_OF_ONE_ADDRESS));
    return connector;
  }

  /// Instead of Jetty's page, for requests that never reach a route.
  private static boolean silently(Request request, Response response, Callback done) {
    done.succeeded();
    return true;
  }

  public int port() {
    return app.port();
  }

  @Override
  public void close() {
    app.stop();
  }
}
