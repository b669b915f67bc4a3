package org.lifeboot.manager.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lifeboot.manager.account.BrowserSessions;
import org.lifeboot.manager.account.Throttle;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.effect.EffectWorker;
import org.lifeboot.manager.effect.Effects;
import org.lifeboot.manager.mail.MailDelivery;
import org.lifeboot.manager.mail.Outbox;
import org.lifeboot.manager.memtest.MemtestRules;
import org.lifeboot.manager.memtest.Memtests;
import org.lifeboot.manager.power.PowerDrivers;
import org.lifeboot.manager.secret.KeyFile;
import org.lifeboot.manager.secret.Vault;
import org.lifeboot.manager.server.Servers;
import org.lifeboot.manager.server.Strangers;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.StoreSettings;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.AgentMessage.CheckProgress;

/// One Manager's sessions, without its listeners and without a mail server.
public record SessionWorld(
    Database database,
    EffectWorker worker,
    PowerUse power,
    Servers servers,
    Sessions sessions,
    Memtests memtests,
    SessionBoots boots,
    AgentDesk agents,
    Outbox outbox,
    Audit audit,
    SessionSteps steps,
    SessionNews news,
    Strangers strangers)
    implements AutoCloseable {

  /// A world in which nothing follows the sessions.
  public static SessionWorld open(StoreSettings settings, Clock clock) {
    return open(settings, clock, new Nobody());
  }

  /// A world in which somebody follows the sessions.
  public static SessionWorld open(StoreSettings settings, Clock clock, SessionFollower follower) {
    Database database = Database.open(settings);
    Audit audit = new Audit(database, clock);
    Effects effects = new Effects(database, clock);
    Outbox outbox = new Outbox(database);
    SessionAddresses addresses =
        new SessionAddresses(
            URI.create("http://manager.example:8080"),
            URI.create("wss://manager.example:8443/agent"),
            "ab".repeat(32));
    SessionNews news = new SessionNews();
    SessionSteps steps =
        new SessionSteps(
            new SessionRules(SessionLimits.USUAL),
            effects,
            outbox,
            new BrowserSessions(database, clock),
            audit,
            new OwnerLetter(addresses),
            news,
            follower,
            clock);
    Memtests memtests =
        new Memtests(
            database,
            effects,
            new MemtestRules(SessionLimits.USUAL.choice(), SessionLimits.USUAL.boot()),
            clock);
    PowerDrivers drivers = new PowerDrivers(database, new Vault(key()), clock);
    MailDelivery delivery = new MailDelivery(outbox, Optional.empty());
    EffectWorker worker =
        EffectWorker.start(
            effects,
            new SessionEffects(database, steps, outbox, delivery, memtests, drivers, clock)
                .handlers(),
            clock);
    Strangers strangers = Strangers.start(database, audit, Duration.ofMillis(10), clock);
    PowerUse power = new PowerUse(effects, worker, clock);
    Sessions sessions =
        new Sessions(
            database,
            steps,
            new SessionViews(database, addresses),
            SessionLimits.USUAL,
            power,
            new Throttle(database, clock),
            audit,
            memtests,
            new AllBuilt(),
            clock);
    return new SessionWorld(
        database,
        worker,
        power,
        new Servers(database, audit, drivers, clock),
        sessions,
        memtests,
        new SessionBoots(database, steps, memtests, addresses, strangers),
        new AgentDesk(database, steps, audit, addresses, follower, clock),
        outbox,
        audit,
        steps,
        news,
        strangers);
  }

  /// All boot files are there, but no rescue ISO.
  public record AllBuilt() implements BootFilesCheck {
    @Override
    public Optional<String> rescueProblem() {
      return Optional.empty();
    }

    @Override
    public Optional<String> memtestProblem() {
      return Optional.empty();
    }

    @Override
    public Optional<String> mediumProblem() {
      return Optional.of("There is no rescue ISO");
    }
  }

  private record Nobody() implements SessionFollower {
    @Override
    public void moved(
        Transaction transaction,
        SessionId session,
        SessionState from,
        SessionState to,
        Instant now) {}

    @Override
    public void told(
        Transaction transaction, SessionId session, AgentEvent.OfCheck event, Instant now) {}

    @Override
    public void progress(
        Transaction transaction, SessionId session, CheckProgress progress, Instant now) {}
  }

  @Override
  public void close() {
    strangers.close();
    power.close();
    worker.close();
    database.close();
  }

  /// One for this world alone.
  private static KeyFile key() {
    try {
      Path folder = Files.createTempDirectory("lifeboot-key");
      var file = new KeyFile(folder.resolve("secret.key"));
      file.make();
      folder.toFile().deleteOnExit();
      file.path().toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("making a key", e);
    }
  }
}
