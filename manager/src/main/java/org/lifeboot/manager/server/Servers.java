package org.lifeboot.manager.server;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.power.PowerControl;
import org.lifeboot.manager.power.PowerDrivers;
import org.lifeboot.manager.power.PowerPins;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.manager.store.Uuid7;

/// The servers under care. Thread-safe.
public final class Servers {

  private final Database database;
  private final Audit audit;
  private final PowerDrivers drivers;
  private final Clock clock;
  private final ServerTable table = new ServerTable();
  private final StrangerTable strangers = new StrangerTable();

  public Servers(Database database, Audit audit, PowerDrivers drivers, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.drivers = drivers;
    this.clock = clock;
  }

  /// Adds a server.
  ///
  /// @throws Problem name-taken, mac-address-taken
  public Server add(ServerDraft draft, Who who) {
    return add(draft, Map.of(), who);
  }

  /// Adds a server whose power driver needs secrets.
  ///
  /// @param secrets in clear, by the field's name; they are stored sealed
  /// @throws Problem also bad-request when a secret is missing
  public Server add(ServerDraft draft, Map<String, String> secrets, Who who) {
    return database.write(
        "add the server " + draft.name(),
        transaction -> {
          ServerId id = new ServerId(Uuid7.at(clock.instant()));
          refuseWhatIsTaken(transaction, id, draft);
          table.insert(transaction, id, draft, clock.instant());
          draft.macAddresses().forEach(mac -> strangers.known(transaction, mac));
          drivers.keep(transaction, whose(id, draft), "", secrets);
          audit.add(transaction, who, "server-added", draft.name(), described(draft));
          return table.find(transaction, id).orElseThrow();
        });
  }

  /// Changes what is said about a server.
  ///
  /// @throws Problem not-found, name-taken, mac-address-taken
  public Server change(ServerId id, ServerDraft draft, Who who) {
    return change(id, draft, Map.of(), who);
  }

  /// Like [#change].
  ///
  /// @param secrets those that are new; the others stay
  public Server change(ServerId id, ServerDraft draft, Map<String, String> secrets, Who who) {
    return database.write(
        "change the server " + draft.name(),
        transaction -> {
          Server before = stored(transaction, id);
          refuseWhatIsTaken(transaction, id, draft);
          table.update(transaction, id, draft);
          draft.macAddresses().forEach(mac -> strangers.known(transaction, mac));
          drivers.keep(transaction, whose(id, draft), before.power(), secrets);
          audit.add(transaction, who, "server-changed", before.name(), described(draft));
          return table.find(transaction, id).orElseThrow();
        });
  }

  private static PowerDrivers.Whose whose(ServerId id, ServerDraft draft) {
    return new PowerDrivers.Whose(
        id.text(), draft.power(), draft.macAddresses().stream().map(MacAddress::text).toList());
  }

  /// The driver of a server's power, for one use.
  public PowerControl powerOf(Server server) {
    return drivers.of(whose(server.id(), server.draft()));
  }

  /// The certificates that a server's management controller has shown.
  public List<PowerPins.Seen> pinsOf(Server server) {
    return drivers.pins().of(server.id().text());
  }

  /// Trusts the certificate that was refused.
  ///
  /// @throws Problem bad-request when that is not the one that was refused
  public void trust(Server server, String sha256, Who who) {
    database.change(
        "trust a certificate",
        transaction -> {
          if (!drivers.pins().accept(transaction, server.id().text(), sha256)) {
            throw new Problem(
                ProblemCode.BAD_REQUEST,
                "sha256: that is not the certificate which the controller of "
                    + server.name()
                    + " has shown last. Ask its power driver again, and compare");
          }
          audit.add(transaction, who, "certificate-trusted", server.name(), sha256);
        });
  }

  /// Writes down that somebody switches a server by hand.
  ///
  /// @param deed `power-on`, `power-off`
  public void noted(Server server, String deed, Who who) {
    audit.add(who, deed, server.name(), "");
  }

  /// Forgets a server and its sessions.
  ///
  /// @throws Problem not-found, session-live
  public void remove(ServerId id, Who who) {
    database.change(
        "remove the server " + id,
        transaction -> {
          Server server = stored(transaction, id);
          if (server.liveSession().isPresent()) {
            throw new Problem(
                ProblemCode.SESSION_LIVE,
                "Removing the server "
                    + server.name()
                    + ": its rescue session is live; set its netboot to disk and let the session"
                    + " end first");
          }
          table.delete(transaction, id);
          audit.add(transaction, who, "server-removed", server.name(), described(server.draft()));
        });
  }

  /// All servers, by name.
  public List<Server> list() {
    return database.read("list the servers", table::all);
  }

  /// The server of that name, or else of that id.
  public Optional<Server> find(String nameOrId) {
    return database.read(
        "find the server " + nameOrId,
        transaction ->
            table
                .named(transaction, nameOrId)
                .or(() -> table.find(transaction, new ServerId(nameOrId))));
  }

  /// Like [#find].
  ///
  /// @throws Problem not-found
  public Server get(String nameOrId) {
    return find(nameOrId).orElseThrow(() -> unknown(nameOrId));
  }

  /// The server with this network card.
  public Optional<Server> withMac(MacAddress mac) {
    return database.read(
        "find the server of " + mac, transaction -> table.withMac(transaction, mac));
  }

  /// Every registered MAC address.
  public List<MacAddress> macAddresses() {
    return database.read("list the MAC addresses", table::macAddresses);
  }

  private Server stored(Transaction transaction, ServerId id) {
    return table.find(transaction, id).orElseThrow(() -> unknown(id.text()));
  }

  private static Problem unknown(String nameOrId) {
    return new Problem(ProblemCode.NOT_FOUND, "There is no server named \"" + nameOrId + "\"");
  }

  private void refuseWhatIsTaken(Transaction transaction, ServerId id, ServerDraft draft) {
    Optional<Server> sameName =
        table.named(transaction, draft.name()).filter(other -> !other.id().equals(id));
    if (sameName.isPresent()) {
      throw new Problem(
          ProblemCode.NAME_TAKEN,
          "There is a server named " + draft.name() + " already; choose another name");
    }
    for (MacAddress mac : draft.macAddresses()) {
      table
          .withMac(transaction, mac)
          .filter(other -> !other.id().equals(id))
          .ifPresent(
              other -> {
                throw new Problem(
                    ProblemCode.MAC_ADDRESS_TAKEN,
                    "The MAC address "
                        + mac
                        + " belongs to the server "
                        + other.name()
                        + "; remove it there, or correct it here. Nothing was changed");
              });
    }
  }

  private static String described(ServerDraft draft) {
    return draft.macAddresses().stream().map(MacAddress::text).collect(Collectors.joining(" "))
        + ", owner "
        + draft.ownerEmail()
        + ", address "
        + draft.network().words()
        + draft.efiLoader().map(loader -> ", EFI loader " + loader).orElse("");
  }
}
