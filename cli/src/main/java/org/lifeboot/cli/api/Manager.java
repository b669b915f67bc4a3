package org.lifeboot.cli.api;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// The Manager, by its HTTP API. Thread-safe.
///
/// Every method throws a [org.lifeboot.cli.failure.Failure] that says what was being done when the
/// answer is not the good one.
public final class Manager {

  private static final Optional<String> NO_BODY = Optional.empty();

  private final ManagerAddress address;
  private final Jsonb jsonb = Jsonb.builder().build();
  private final Exchange exchange;

  /// @param token empty for the log-in itself
  public Manager(ManagerAddress address, Optional<String> token) {
    this.address = address;
    this.exchange = new Exchange(address, token, jsonb);
  }

  public ManagerAddress address() {
    return address;
  }

  public Answer<Login.Token> logIn(Login login) {
    String doing = "logging in to " + address.text() + " as " + login.name();
    return call(doing, "POST", address.api("tokens"), json(Login.class, login), Login.Token.class);
  }

  /// Makes the token that this request carries worthless.
  public void logOut() {
    exchange.send(
        "logging out of " + address.text(), "DELETE", address.api("tokens", "current"), NO_BODY);
  }

  public Answer<Server.Listing> servers() {
    return get("listing the servers", address.api("servers"), Server.Listing.class);
  }

  public Answer<Server> server(String server) {
    return get("looking up server " + server, address.api("servers", server), Server.class);
  }

  public Answer<Server> add(ServerDraft draft) {
    return call(
        "adding server " + draft.name(),
        "POST",
        address.api("servers"),
        json(ServerDraft.class, draft),
        Server.class);
  }

  public Answer<Server> change(String server, ServerPatch patch) {
    return call(
        "changing server " + server,
        "PATCH",
        address.api("servers", server),
        json(ServerPatch.class, patch),
        Server.class);
  }

  public Answer<PowerState> power(String server) {
    return get(
        "asking whether " + server + " has power",
        address.api("servers", server, "power"),
        PowerState.class);
  }

  /// Switches a server on or off.
  public Answer<PowerState> switchPower(String server, String wanted) {
    return call(
        "switching " + server + " " + wanted,
        "PUT",
        address.api("servers", server, "power"),
        json(PowerState.Switch.class, new PowerState.Switch(wanted)),
        PowerState.class);
  }

  /// What the controller tells of sensors and events, as the API's document.
  public String powerHealth(String server) {
    return exchange.send(
        "asking the controller of " + server,
        "GET",
        address.api("servers", server, "power", "health"),
        NO_BODY);
  }

  /// Trusts the controller's certificate of this fingerprint.
  public String trustPower(String server, String sha256) {
    return exchange.send(
        "trusting the controller of " + server,
        "PUT",
        address.api("servers", server, "power", "certificates"),
        json(PowerState.Trust.class, new PowerState.Trust(sha256)));
  }

  /// Says what came of the task that technicians were given.
  public String answerTask(String server, boolean done, String note) {
    return exchange.send(
        "answering the task at " + server,
        "PUT",
        address.api("servers", server, "power", "task"),
        json(PowerState.Task.class, new PowerState.Task(done ? "done" : "cannot", note)));
  }

  /// Removes a server and returns what the Manager said, which may be nothing.
  public String remove(String server) {
    return exchange.send(
        "removing server " + server, "DELETE", address.api("servers", server), NO_BODY);
  }

  public Answer<Stranger.Listing> strangers() {
    return get(
        "listing the machines that nobody registered",
        address.api("strangers"),
        Stranger.Listing.class);
  }

  /// Takes a machine off that list and returns what the Manager said, which may be nothing.
  public String forgetStranger(String mac) {
    return exchange.send("forgetting " + mac, "DELETE", address.api("strangers", mac), NO_BODY);
  }

  public Answer<Server> setNetboot(String server, NetbootChoice choice) {
    String netboot =
        switch (choice) {
          case NetbootChoice.Disk _ -> "disk";
          case NetbootChoice.Rescue _ -> "rescue";
          case NetbootChoice.Memtest _ -> "memtest";
        };
    return call(
        "setting the netboot of " + server + " to " + netboot,
        "PUT",
        address.api("servers", server, "netboot"),
        json(NetbootChoice.class, choice),
        Server.class);
  }

  /// Asks for a reboot.
  ///
  /// @param how `soft` or `hard`
  public Answer<Reboot> reboot(String server, String how) {
    return call(
        "rebooting " + server + " (" + how + ")",
        "POST",
        address.api("servers", server, "reboot"),
        json(Reboot.Order.class, new Reboot.Order(how)),
        Reboot.class);
  }

  public Answer<Session> session(String id) {
    return get("looking up rescue session " + id, address.api("sessions", id), Session.class);
  }

  /// Makes a new password; the one before it dies.
  public Answer<Session.Password> newPassword(Session session) {
    return call(
        "making a new password for the rescue session of " + session.serverName(),
        "POST",
        address.api("sessions", session.id(), "password"),
        NO_BODY,
        Session.Password.class);
  }

  /// The drives as the rescue system reported them last.
  public Answer<Inventory> inventory(Session session) {
    return get(
        "looking at the drives of " + session.serverName(),
        address.api("sessions", session.id(), "inventory"),
        Inventory.class);
  }

  /// Lets the server's rescue system carry checks out.
  public Answer<Check.Listing> startChecks(Session session, CheckRequest request) {
    return call(
        "starting checks on " + session.serverName(),
        "POST",
        address.api("sessions", session.id(), "checks"),
        json(CheckRequest.class, request),
        Check.Listing.class);
  }

  /// The checks of a session, in the order asked for.
  public Answer<Check.Listing> checks(String session) {
    return get(
        "looking at the checks of session " + session,
        address.api("sessions", session, "checks"),
        Check.Listing.class);
  }

  /// All that is known of a session's checks.
  public Answer<Check.Listing> report(Session session) {
    return get(
        "reading the report of " + session.serverName(),
        address.api("sessions", session.id(), "report"),
        Check.Listing.class);
  }

  public Answer<Check> check(String id) {
    return get("looking at check " + id, address.api("checks", id), Check.class);
  }

  /// Orders the repair that a check has planned: this writes to the server's disk.
  public Answer<Check> repair(Check plan, Check.Offer offer) {
    return call(
        "ordering the repair of " + plan.target(),
        "POST",
        address.api("checks", plan.id(), "repair"),
        json(Check.Yes.class, new Check.Yes(offer.fingerprint())),
        Check.class);
  }

  /// Orders that a repair be put back: this writes to the server's disk.
  public Answer<Check> undo(Check repair) {
    return call(
        "ordering the undoing of the repair of " + repair.target(),
        "POST",
        address.api("checks", repair.id(), "undo"),
        NO_BODY,
        Check.class);
  }

  /// Fetches what a repair has saved into a new file.
  public void saved(Check repair, Path file) {
    exchange.fetch(
        "fetching what the repair " + repair.id() + " has saved",
        address.api("checks", repair.id(), "saved"),
        file);
  }

  public Answer<Check> cancelCheck(Check check) {
    return call(
        "cancelling the check " + check.name(),
        "POST",
        address.api("checks", check.id(), "cancel"),
        NO_BODY,
        Check.class);
  }

  public Answer<Incident.Listing> incidents() {
    return get("listing the incidents", address.api("incidents"), Incident.Listing.class);
  }

  public Answer<Incident> incident(String incident) {
    return get(
        "looking up incident " + incident, address.api("incidents", incident), Incident.class);
  }

  /// Fetches an incident's archive into a new file.
  public void incidentFile(String incident, Path file) {
    exchange.fetch(
        "fetching the file of incident " + incident,
        address.api("incidents", incident, "file"),
        file);
  }

  /// Opens an incident from a check; answers the one that is there when there is one.
  public Answer<Incident> openIncident(Incident.Draft draft) {
    return call(
        "opening an incident from check " + draft.checkId(),
        "POST",
        address.api("incidents"),
        json(Incident.Draft.class, draft),
        Incident.class);
  }

  public Answer<Incident> moveIncident(String incident, Incident.Move move) {
    return call(
        "making incident " + incident + " " + move.state(),
        "PATCH",
        address.api("incidents", incident),
        json(Incident.Move.class, move),
        Incident.class);
  }

  public Answer<Incident> commentIncident(String incident, String words) {
    return call(
        "commenting on incident " + incident,
        "POST",
        address.api("incidents", incident, "comments"),
        json(Incident.Comment.class, new Incident.Comment(words)),
        Incident.class);
  }

  public Answer<Account.Listing> accounts() {
    return get("listing the accounts", address.api("accounts"), Account.Listing.class);
  }

  public Answer<Account.Made> add(Account.Draft draft) {
    return call(
        "adding account " + draft.name(),
        "POST",
        address.api("accounts"),
        json(Account.Draft.class, draft),
        Account.Made.class);
  }

  /// Removes an account and returns what the Manager said, which may be nothing.
  public String removeAccount(String account) {
    return exchange.send(
        "removing account " + account, "DELETE", address.api("accounts", account), NO_BODY);
  }

  /// Changes the password of one's own account and returns what the Manager said.
  public String changePassword(Account.NewPassword password) {
    return exchange.send(
        "changing your password",
        "PUT",
        address.api("account", "password"),
        json(Account.NewPassword.class, password));
  }

  public Answer<Outbox> outbox() {
    return get("reading the outbox", address.api("outbox"), Outbox.class);
  }

  public Answer<Status> status() {
    return get("asking for the Manager's status", address.api("status"), Status.class);
  }

  /// Carries the bytes of one SSH connection to the rescue system, until either end has had enough.
  public void ssh(Session session, InputStream in, OutputStream out) {
    exchange.tunnel(
        "connecting to " + session.serverName(),
        address.api("sessions", session.id(), "ssh"),
        in,
        out);
  }

  private <T> Answer<T> get(String doing, URI target, Class<T> type) {
    return call(doing, "GET", target, NO_BODY, type);
  }

  private <T> Answer<T> call(
      String doing, String method, URI target, Optional<String> body, Class<T> type) {
    String document = exchange.send(doing, method, target, body);
    try {
      return new Answer<>(document, jsonb.type(type).fromJson(document));
    } catch (JsonException e) {
      throw exchange.notAManager(doing, "its answer is not the API's (" + e.getMessage() + ")");
    }
  }

  private <T> Optional<String> json(Class<T> type, T value) {
    return Optional.of(jsonb.type(type).toJson(value));
  }
}
