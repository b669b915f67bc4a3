package org.lifeboot.manager.server;

import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.problem.Problem;

/// The servers under care. Thread-safe.
@SuppressWarnings("DoNotCallSuggester") // bodies follow
public final class Servers {

  /// Adds a server.
  ///
  /// @throws Problem name-taken, mac-address-taken
  public Server add(ServerDraft draft, Who who) {
    throw new UnsupportedOperationException();
  }

  /// Changes what is said about a server.
  ///
  /// @throws Problem not-found, name-taken, mac-address-taken
  public Server change(ServerId id, ServerDraft draft, Who who) {
    throw new UnsupportedOperationException();
  }

  /// Forgets a server and its sessions.
  ///
  /// @throws Problem not-found, session-live
  public void remove(ServerId id, Who who) {
    throw new UnsupportedOperationException();
  }

  /// All servers, by name.
  public List<Server> list() {
    throw new UnsupportedOperationException();
  }

  /// The server of that name, or else of that id.
  public Optional<Server> find(String nameOrId) {
    throw new UnsupportedOperationException();
  }

  /// Like [#find].
  ///
  /// @throws Problem not-found
  public Server get(String nameOrId) {
    throw new UnsupportedOperationException();
  }

  /// The server with this network card.
  public Optional<Server> withMac(MacAddress mac) {
    throw new UnsupportedOperationException();
  }

  /// Every registered MAC address.
  public List<MacAddress> macAddresses() {
    throw new UnsupportedOperationException();
  }
}
