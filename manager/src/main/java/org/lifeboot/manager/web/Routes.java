package org.lifeboot.manager.web;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.HEAD;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
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
import org.lifeboot.manager.web.page.StrangerPages;
import org.lifeboot.manager.web.page.SupportPages;
import org.lifeboot.manager.web.page.TerminalPages;
import org.lifeboot.manager.web.page.check.CheckPages;
import org.lifeboot.manager.web.page.check.RepairPages;
import org.lifeboot.manager.web.page.check.ReportPages;
import org.lifeboot.manager.web.page.explore.ExplorePages;

/// Every route there is, on one screen.
final class Routes {

  private final List<Route> all = new ArrayList<>();
  private final Door door;

  Routes(Door door) {
    this.door = door;
  }

  List<Route> all() {
    return List.copyOf(all);
  }

  void common(Assets assets, LoginPages login) {
    open(GET, "/healthz", Access.PUBLIC, context -> context.result("ok\n"));
    open(GET, "/assets/{file}", Access.PUBLIC, assets::answer);
    open(GET, "/login", Access.PUBLIC, login::form);
    open(POST, "/login", Access.PASSWORD, login::logIn);
    page(POST, "/logout", login::logOut);
    page(GET, "/", (context, _, _) -> context.redirect("/servers"));
  }

  void pages(ListPages list, ServerPages server, OutboxPages outbox, AccountPages account) {
    page(GET, "/servers", list::show);
    operatorPage(POST, "/servers", list::add);
    page(GET, "/servers/live", (context, login, form) -> list.live(context, login, form, door));
    page(GET, "/servers/{server}", server::show);
    operatorPage(POST, "/servers/{server}", server::change);
    operatorPage(POST, "/servers/{server}/remove", server::remove);
    page(POST, "/servers/{server}/netboot", server::chooseNetboot);
    page(POST, "/servers/{server}/reboot", server::reboot);
    page(POST, "/servers/{server}/password", server::newPassword);
    page(POST, "/servers/{server}/drives", server::lookAgain);
    page(GET, "/servers/{server}/power", server::power);
    page(POST, "/servers/{server}/power", server::switchPower);
    page(POST, "/servers/{server}/power/task", server::answerTask);
    operatorPage(GET, "/servers/{server}/power/test", server::testPower);
    operatorPage(POST, "/servers/{server}/power/trust", server::trust);
    page(
        GET,
        "/servers/{server}/live",
        (context, login, form) -> server.live(context, login, form, door));
    operatorPage(GET, "/outbox", outbox::show);
    page(GET, "/account", account::show);
    page(POST, "/account/password", account::changePassword);
    page(POST, "/account/tokens", account::makeToken);
    page(POST, "/account/tokens/{token}/revoke", account::revokeToken);
  }

  void accounts(AccountsPages pages, AccountApi api) {
    operatorPage(GET, "/accounts", pages::show);
    operatorPage(POST, "/accounts", pages::add);
    operatorPage(POST, "/accounts/{account}/remove", pages::remove);
    operatorApi(GET, "/api/v1/accounts", api::list);
    operatorApi(POST, "/api/v1/accounts", api::add);
    operatorApi(DELETE, "/api/v1/accounts/{account}", api::remove);
    api(PUT, "/api/v1/account/password", api::changePassword);
  }

  void strangers(StrangerPages pages, StrangerApi api) {
    operatorPage(GET, "/strangers", pages::show);
    operatorPage(POST, "/strangers/{mac}/forget", pages::forget);
    operatorApi(GET, "/api/v1/strangers", api::list);
    operatorApi(DELETE, "/api/v1/strangers/{mac}", api::forget);
  }

  void incidents(SupportPages support, RescueIncidentPages owner, IncidentApi api) {
    page(GET, "/support", support::list);
    page(POST, "/support", support::open);
    page(GET, "/support/new", support::form);
    page(
        GET,
        "/support/live",
        (context, login, form) -> support.liveList(context, login, form, door));
    page(GET, "/support/{incident}", support::show);
    page(POST, "/support/{incident}", support::act);
    page(
        GET,
        "/support/{incident}/live",
        (context, login, form) -> support.live(context, login, form, door));
    rescue(GET, "/rescue/{session}/checks/{check}/incident", owner::form);
    rescue(POST, "/rescue/{session}/incidents", owner::open);
    rescue(GET, "/rescue/{session}/incidents/{incident}", owner::show);
    rescue(POST, "/rescue/{session}/incidents/{incident}", owner::comment);
    rescue(GET, "/rescue/{session}/incidents/{incident}/file", owner::file);
    api(GET, "/api/v1/incidents", api::list);
    api(POST, "/api/v1/incidents", api::open);
    api(GET, "/api/v1/incidents/{incident}", api::show);
    api(PATCH, "/api/v1/incidents/{incident}", api::move);
    api(POST, "/api/v1/incidents/{incident}/comments", api::comment);
    api(GET, "/api/v1/incidents/{incident}/evidence/{name}", api::evidence);
    api(GET, "/api/v1/incidents/{incident}/file", api::file);
  }

  void rescue(RescuePages rescue) {
    open(GET, "/rescue/{session}", Access.PUBLIC, context -> rescue.show(context, door));
    open(POST, "/rescue/{session}/login", Access.PASSWORD, rescue::logIn);
    rescue(POST, "/rescue/{session}/logout", rescue::logOut);
    rescue(POST, "/rescue/{session}/disk", rescue::backToDisk);
    rescue(POST, "/rescue/{session}/reboot", rescue::reboot);
    rescue(POST, "/rescue/{session}/drives", rescue::lookAgain);
    rescue(
        GET,
        "/rescue/{session}/live",
        (context, guest, form) -> rescue.live(context, guest, form, door));
  }

  void rescueChecks(CheckPages check, ReportPages report, CheckApi json) {
    rescue(GET, "/rescue/{session}/checks/{tab}", check::show);
    rescue(
        GET,
        "/rescue/{session}/checks/{tab}/live",
        (context, guest, form) -> check.live(context, guest, form, door));
    rescue(POST, "/rescue/{session}/checks", check::start);
    rescue(POST, "/rescue/{session}/checks/{check}/cancel", check::cancel);
    rescue(GET, "/rescue/{session}/checks/{check}/evidence", check::evidence);
    rescue(GET, "/rescue/{session}/report", report::show);
    rescue(POST, "/rescue/{session}/report/controller", report::readController);
    rescue(
        GET,
        "/rescue/{session}/report/live",
        (context, guest, form) -> report.live(context, guest, form, door));
    rescue(
        GET,
        "/rescue/{session}/report.json",
        (context, guest, form) -> json.report(context, guest.session()));
  }

  void terminal(TerminalPages terminal) {
    rescue(GET, "/rescue/{session}/terminal", terminal::show);
    rescue(GET, "/rescue/{session}/terminal/log", terminal::log);
    api(GET, Sockets.SSH, Sockets::notAWebSocket);
  }

  void console(ConsolePages console) {
    page(GET, "/servers/{server}/console", console::show);
  }

  void repairs(RepairPages repair) {
    rescue(GET, "/rescue/{session}/checks/{check}/repair", repair::plan);
    rescue(POST, "/rescue/{session}/checks/{check}/repair", repair::order);
    rescue(GET, "/rescue/{session}/repairs/{check}/undo", repair::undoPlan);
    rescue(POST, "/rescue/{session}/repairs/{check}/undo", repair::undo);
    rescue(GET, "/rescue/{session}/repairs/{check}/saved", repair::saved);
  }

  void explore(ExplorePages page, ExploreApi json) {
    rescue(GET, "/rescue/{session}/explore", page.volumes()::list);
    rescue(POST, "/rescue/{session}/explore/open", page.volumes()::open);
    rescue(POST, "/rescue/{session}/explore/rehearsed", page.volumes()::rehearsed);
    rescue(POST, "/rescue/{session}/explore/close", page.volumes()::close);
    rescue(GET, "/rescue/{session}/explore/folder", page.folders()::folder);
    rescue(GET, "/rescue/{session}/explore/view", page.files()::view);
    rescue(GET, "/rescue/{session}/explore/hex", page.files()::hex);
    rescue(GET, "/rescue/{session}/explore/logs", page.logs()::logs);
    rescue(GET, "/rescue/{session}/explore/log", page.texts()::log);
    rescue(GET, "/rescue/{session}/explore/journal", page.logs()::journal);
    rescue(GET, "/rescue/{session}/explore/picture", page.downloads()::picture);
    rescue(GET, "/rescue/{session}/explore/file", page.downloads()::file);
    rescue(HEAD, "/rescue/{session}/explore/file", page.downloads()::file);
    rescue(GET, "/rescue/{session}/explore/archive", page.downloads()::archive);
    rescue(POST, "/rescue/{session}/explore/archive", page.downloads()::selection);
    api(GET, "/api/v1/sessions/{session}/volumes", json::list);
    api(POST, "/api/v1/sessions/{session}/volumes/open", json::open);
    api(POST, "/api/v1/sessions/{session}/volumes/rehearsed", json::rehearsed);
    api(POST, "/api/v1/sessions/{session}/volumes/close", json::close);
    api(GET, "/api/v1/sessions/{session}/volumes/folder", json::folder);
    api(GET, "/api/v1/sessions/{session}/volumes/text", json::text);
    api(GET, "/api/v1/sessions/{session}/volumes/search", json::search);
    api(GET, "/api/v1/sessions/{session}/volumes/logs", json::logs);
    api(GET, "/api/v1/sessions/{session}/volumes/journal", json::journal);
    api(GET, "/api/v1/sessions/{session}/volumes/glance", json::glance);
    api(GET, "/api/v1/sessions/{session}/volumes/file", json::file);
    api(HEAD, "/api/v1/sessions/{session}/volumes/file", json::file);
    api(GET, "/api/v1/sessions/{session}/volumes/archive", json::archive);
  }

  void api(
      ManagerApi manager,
      ServerApi server,
      SessionApi session,
      CheckApi check,
      SavedDownload saved) {
    open(POST, "/api/v1/tokens", Access.PASSWORD, manager::createToken);
    api(DELETE, "/api/v1/tokens/current", manager::deleteCurrentToken);
    api(GET, "/api/v1/status", manager::status);
    api(GET, "/api/v1/openapi.yaml", manager::openapi);
    operatorApi(GET, "/api/v1/outbox", manager::outbox);
    api(GET, "/api/v1/servers", server::list);
    operatorApi(POST, "/api/v1/servers", server::add);
    api(GET, "/api/v1/servers/{server}", server::show);
    operatorApi(PATCH, "/api/v1/servers/{server}", server::change);
    operatorApi(DELETE, "/api/v1/servers/{server}", server::remove);
    api(PUT, "/api/v1/servers/{server}/netboot", server::chooseNetboot);
    api(POST, "/api/v1/servers/{server}/reboot", server::reboot);
    api(GET, "/api/v1/servers/{server}/power", server::power);
    api(PUT, "/api/v1/servers/{server}/power", server::switchPower);
    api(GET, "/api/v1/servers/{server}/power/task", server::tasks);
    api(PUT, "/api/v1/servers/{server}/power/task", server::answerTask);
    operatorApi(GET, "/api/v1/servers/{server}/power/health", server::health);
    operatorApi(GET, "/api/v1/servers/{server}/power/certificates", server::pins);
    operatorApi(PUT, "/api/v1/servers/{server}/power/certificates", server::trust);
    api(GET, "/api/v1/sessions/{session}", session::show);
    api(GET, "/api/v1/sessions/{session}/timeline", session::timeline);
    api(POST, "/api/v1/sessions/{session}/password", session::newPassword);
    api(GET, "/api/v1/sessions/{session}/inventory", session::inventory);
    checks(check, saved);
  }

  private void checks(CheckApi check, SavedDownload saved) {
    api(GET, "/api/v1/servers/{server}/checks", check::ofServer);
    api(GET, "/api/v1/sessions/{session}/checks", check::ofSession);
    api(POST, "/api/v1/sessions/{session}/checks", check::start);
    api(GET, "/api/v1/sessions/{session}/report", check::report);
    api(GET, "/api/v1/sessions/{session}/controller", check::controller);
    api(POST, "/api/v1/sessions/{session}/controller", check::readController);
    api(GET, "/api/v1/checks/{check}", check::show);
    api(POST, "/api/v1/checks/{check}/cancel", check::cancel);
    api(POST, "/api/v1/checks/{check}/repair", check::repair);
    api(POST, "/api/v1/checks/{check}/undo", check::undo);
    api(GET, "/api/v1/checks/{check}/saved", (context, _) -> saved.ofCheck(context));
    api(GET, "/api/v1/checks/{check}/evidence/{name}", check::evidence);
  }

  private void open(HandlerType method, String path, Access access, Handler handler) {
    all.add(new Route(method, path, access, handler));
  }

  private void page(HandlerType method, String path, Door.PageHandler handler) {
    all.add(new Route(method, path, Access.PAGE, door.page(handler)));
  }

  private void api(HandlerType method, String path, Door.ApiHandler handler) {
    all.add(new Route(method, path, Access.API, door.api(handler)));
  }

  private void operatorPage(HandlerType method, String path, Door.PageHandler handler) {
    all.add(new Route(method, path, Access.OPERATOR, door.operatorPage(handler)));
  }

  private void operatorApi(HandlerType method, String path, Door.ApiHandler handler) {
    all.add(new Route(method, path, Access.OPERATOR, door.operatorApi(handler)));
  }

  private void rescue(HandlerType method, String path, Door.RescueHandler handler) {
    all.add(new Route(method, path, Access.RESCUE, door.rescue(handler)));
  }
}
