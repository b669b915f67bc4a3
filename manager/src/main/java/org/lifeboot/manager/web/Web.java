package org.lifeboot.manager.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.lifeboot.manager.agentlink.DoorKey;
import org.lifeboot.manager.web.api.AccountApi;
import org.lifeboot.manager.web.api.CheckApi;
import org.lifeboot.manager.web.api.ExploreApi;
import org.lifeboot.manager.web.api.IncidentApi;
import org.lifeboot.manager.web.api.ManagerApi;
import org.lifeboot.manager.web.api.ServerApi;
import org.lifeboot.manager.web.api.SessionApi;
import org.lifeboot.manager.web.api.StrangerApi;
import org.lifeboot.manager.web.page.AccountPages;
import org.lifeboot.manager.web.page.AccountsPages;
import org.lifeboot.manager.web.page.ConsolePages;
import org.lifeboot.manager.web.page.ListPages;
import org.lifeboot.manager.web.page.LoginPages;
import org.lifeboot.manager.web.page.OutboxPages;
import org.lifeboot.manager.web.page.RescueIncidentPages;
import org.lifeboot.manager.web.page.RescuePages;
import org.lifeboot.manager.web.page.ServerPages;
import org.lifeboot.manager.web.page.Shells;
import org.lifeboot.manager.web.page.StrangerPages;
import org.lifeboot.manager.web.page.SupportPages;
import org.lifeboot.manager.web.page.Templates;
import org.lifeboot.manager.web.page.TerminalPages;
import org.lifeboot.manager.web.page.check.CheckBoard;
import org.lifeboot.manager.web.page.check.CheckPages;
import org.lifeboot.manager.web.page.check.RepairPages;
import org.lifeboot.manager.web.page.check.ReportPages;
import org.lifeboot.manager.web.page.explore.ExplorePages;

/// The listener for people and programs: pages and API. Holds nothing that another Manager on the
/// same database would need.
public final class Web implements AutoCloseable {

  private final WebSettings settings;
  private final EventStream streams;
  private final List<Route> routes;
  private final Javalin app;

  public Web(WebSettings settings, WebServices services) {
    this.settings = settings;
    this.streams = new EventStream(services.news());
    var cookies = new Cookies(settings.https());
    var door = new Door(services.browsers(), services.tokens(), services.sessions(), cookies);
    var templates = new Templates();
    var shells = new Shells(services.clock());
    var errors = new Errors(door, templates, shells);
    this.routes = routes(services, door, cookies, templates, shells);
    var sockets = new Sockets(door, services.streams(), services.servers(), services.consoles());
    this.app = Javalin.create(config -> configure(config, errors, sockets));
  }

  private List<Route> routes(
      WebServices services, Door door, Cookies cookies, Templates templates, Shells shells) {
    var servers = services.servers();
    var sessions = services.sessions();
    var memtests = services.memtests();
    var accounts = services.accounts();
    var browsers = services.browsers();
    var routes = new Routes(door);
    var repairs = services.repairing().repairs();
    var saved = new SavedDownload(services.checks(), services.repairing());
    var board =
        new CheckBoard(sessions, services.checks(), repairs, services.health(), services.clock());
    var checkApi =
        new CheckApi(
            servers, sessions, services.checks(), repairs, services.health(), services.clock());
    routes.common(new Assets(), new LoginPages(accounts, browsers, cookies, templates, shells));
    routes.pages(
        new ListPages(
            servers, services.strangers(), sessions, memtests, templates, shells, streams),
        new ServerPages(servers, sessions, memtests, board, templates, shells, streams),
        new OutboxPages(services.outbox(), services.facts().smtp(), templates, shells),
        new AccountPages(accounts, services.tokens(), templates, shells));
    routes.console(new ConsolePages(servers, templates, shells));
    var strangers = services.strangers();
    routes.strangers(new StrangerPages(strangers, templates, shells), new StrangerApi(strangers));
    routes.accounts(new AccountsPages(accounts, templates, shells), new AccountApi(accounts));
    var incidents = services.incidents();
    var checks = services.checks();
    routes.incidents(
        new SupportPages(incidents, checks, templates, shells, streams),
        new RescueIncidentPages(incidents, checks, templates, shells),
        new IncidentApi(incidents));
    routes.rescue(
        new RescuePages(sessions, incidents, board, browsers, cookies, templates, shells, streams));
    routes.rescueChecks(
        new CheckPages(board, templates, shells, streams),
        new ReportPages(board, templates, shells, streams),
        checkApi);
    routes.terminal(new TerminalPages(board, services.streams(), templates, shells));
    var explorations = services.explorations();
    var downloads = new ExploreDownload(explorations);
    routes.explore(
        ExplorePages.of(board, explorations, downloads, templates, shells),
        new ExploreApi(sessions, checks, explorations, downloads));
    routes.repairs(new RepairPages(board, saved, templates, shells));
    routes.api(
        new ManagerApi(accounts, services.tokens(), services.outbox(), services.facts()),
        new ServerApi(servers, sessions, memtests),
        new SessionApi(sessions, streams),
        checkApi,
        saved);
    return routes.all();
  }

  private void configure(JavalinConfig config, Errors errors, Sockets sockets) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = RequestBody.LIMIT_BYTES;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    settings
        .tls()
        .ifPresent(
            key -> config.jetty.addConnector((server, http) -> connector(server, http, key)));
    config.contextResolver.ip = this::client;
    config.routes.before(SecurityHeaders::set);
    routes.forEach(
        route -> config.routes.addHttpHandler(route.method(), route.path(), route.handler()));
    sockets.configure(config);
    config.routes.exception(Exception.class, (failure, context) -> errors.answer(context, failure));
    config.routes.error(404, errors::nothingThere);
  }

  private Connector connector(Server server, HttpConfiguration http, DoorKey key) {
    http.addCustomizer(new SecureRequestCustomizer(false)); // people dial addresses, not a name
    var connector = new ServerConnector(server, key.tls(), new HttpConnectionFactory(http));
    connector.setHost(settings.address());
    connector.setPort(settings.port());
    return connector;
  }

  private String client(Context context) {
    return settings
        .proxies()
        .client(
            context.req().getRemoteAddr(),
            Collections.list(context.req().getHeaders("X-Forwarded-For")));
  }

  /// Starts listening.
  public void start() {
    if (settings.tls().isPresent()) {
      app.start(); // its connector knows the address
      return;
    }
    app.start(settings.address(), settings.port());
  }

  /// The port it listens on.
  public int port() {
    return app.port();
  }

  /// Every route, for those who want to walk them.
  public List<Route> routes() {
    return routes;
  }

  /// Ends event streams, then the listener.
  @Override
  public void close() {
    streams.stop();
    app.stop();
  }
}
