package org.lifeboot.manager.console;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.power.SerialConsole;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.Servers;
import org.lifeboot.manager.stream.Conversation;

/// The serial consoles that are open. A controller has one for everybody, so whoever looks at a
/// server's sees the same, and all type on one keyboard; it is given back when the last one leaves.
/// Thread-safe; closing it ends all of them.
public final class Consoles implements AutoCloseable {

  private final Servers servers;
  private final Audit audit;
  private final Map<String, SharedConsole> open = new HashMap<>();

  public Consoles(Servers servers, Audit audit) {
    this.servers = servers;
    this.audit = audit;
  }

  /// Takes a seat before a server's console.
  ///
  /// @param takeOver ends whoever else holds it, by other ways than this Manager
  /// @throws Problem power-not-configured, power-unreachable
  public Conversation join(Server server, boolean takeOver, Who who) {
    audit.add(
        who, takeOver ? "console-taken-over" : "console-opened", server.name(), server.id().text());
    return seat(server, takeOver, true);
  }

  /// Takes a seat to follow what comes from now on. Nobody is sent away for it.
  ///
  /// @throws Problem power-not-configured, power-unreachable
  public Conversation listen(Server server) {
    return seat(server, false, false);
  }

  private Conversation seat(Server server, boolean takeOver, boolean before) {
    String id = server.id().text();
    return seat(id, before).orElseGet(() -> opened(id, begun(server, takeOver), before));
  }

  private Optional<Conversation> seat(String id, boolean before) {
    Optional<SharedConsole> known;
    synchronized (open) {
      known = Optional.ofNullable(open.get(id));
    }
    Optional<Conversation> seat = known.flatMap(console -> console.seat(before));
    if (seat.isEmpty()) {
      known.ifPresent(SharedConsole::awaitEnd);
    }
    return seat;
  }

  /// Somebody else may have opened it at the same time: that one is the older, and counts.
  private Conversation opened(String id, SerialConsole console, boolean before) {
    SharedConsole fresh = new SharedConsole(console, gone -> forget(id, gone));
    Conversation own = fresh.seat(before).orElseThrow();
    fresh.start();
    Optional<Conversation> others;
    synchronized (open) {
      others = Optional.ofNullable(open.get(id)).flatMap(other -> other.seat(before));
      if (others.isEmpty()) {
        open.put(id, fresh);
      }
    }
    others.ifPresent(_ -> own.close());
    return others.orElse(own);
  }

  private SerialConsole begun(Server server, boolean takeOver) {
    return switch (servers.powerOf(server).console(takeOver)) {
      case SerialConsole.Opening.Begun(var console) -> console;
      case SerialConsole.Opening.NotOffered(String reason) ->
          throw new Problem(ProblemCode.POWER_NOT_CONFIGURED, reason + ".");
      case SerialConsole.Opening.Failed(String why) ->
          throw new Problem(ProblemCode.POWER_UNREACHABLE, why);
    };
  }

  private void forget(String id, SharedConsole gone) {
    synchronized (open) {
      open.remove(id, gone);
    }
  }

  @Override
  public void close() {
    Map<String, SharedConsole> all;
    synchronized (open) {
      all = Map.copyOf(open);
    }
    all.values().forEach(SharedConsole::end);
  }
}
