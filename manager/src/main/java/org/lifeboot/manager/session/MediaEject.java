package org.lifeboot.manager.session;

import java.util.Optional;
import org.lifeboot.manager.effect.Effect;
import org.lifeboot.manager.effect.EffectHandler;
import org.lifeboot.manager.power.PowerAnswer;
import org.lifeboot.manager.power.PowerDrivers;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerTable;
import org.lifeboot.manager.session.SessionEvent.PowerAnswered;
import org.lifeboot.manager.store.Database;

/// Takes the rescue ISO out of the controller's virtual drive when a session is over: a firmware
/// that tries its CD first would boot it again. Thread-safe.
final class MediaEject implements EffectHandler {

  private final Database database;
  private final SessionSteps steps;
  private final PowerDrivers drivers;
  private final SessionTable table = new SessionTable();
  private final ServerTable servers = new ServerTable();

  MediaEject(Database database, SessionSteps steps, PowerDrivers drivers) {
    this.database = database;
    this.steps = steps;
    this.drivers = drivers;
  }

  @Override
  public Outcome carryOut(Effect effect) {
    return server(effect.payload())
        .map(server -> eject(effect.payload(), server))
        .orElseGet(Outcome.Done::new);
  }

  /// None while another session is live: that one may need the medium, and takes it out itself.
  private Optional<Server> server(String session) {
    return database.read(
        "find the server of a medium",
        transaction ->
            table
                .find(transaction, new SessionId(session))
                .flatMap(found -> servers.find(transaction, found.serverId()))
                .filter(server -> server.liveSession().isEmpty()));
  }

  private Outcome eject(String session, Server server) {
    PowerDrivers.Whose whose =
        new PowerDrivers.Whose(
            server.id().text(),
            server.power(),
            server.macAddresses().stream().map(MacAddress::text).toList());
    return switch (drivers.of(whose).ejectMedia()) {
      case PowerAnswer.Done _ -> {
        tell(session, "The rescue ISO was taken out of the controller's virtual drive");
        yield new Outcome.Done();
      }
      case PowerAnswer.Refused _, PowerAnswer.Asked _ -> new Outcome.Done();
      case PowerAnswer.Unreachable failure -> new Outcome.Retry(failure.sentence());
    };
  }

  @Override
  public int mostAttempts() {
    return 6;
  }

  @Override
  public void givenUp(Effect effect, String error) {
    tell(
        effect.payload(),
        "The controller did not answer when the rescue ISO was to be taken out of its virtual"
            + " drive; its power test says why");
  }

  private void tell(String session, String text) {
    database.change(
        "tell of a medium",
        transaction ->
            table
                .find(transaction, new SessionId(session))
                .ifPresent(found -> steps.take(transaction, found, new PowerAnswered(text))));
  }
}
