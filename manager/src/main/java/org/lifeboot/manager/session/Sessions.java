package org.lifeboot.manager.session;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.manager.account.Throttle;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.memtest.Memtests;
import org.lifeboot.manager.power.PowerAnswer;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.server.Netboot;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.server.ServerTable;
import org.lifeboot.manager.session.SessionEvent.DiskChosen;
import org.lifeboot.manager.session.SessionEvent.HandsAnswered;
import org.lifeboot.manager.session.SessionEvent.HardRebootAsked;
import org.lifeboot.manager.session.SessionEvent.LadderAsked;
import org.lifeboot.manager.session.SessionEvent.LadderStopped;
import org.lifeboot.manager.session.SessionEvent.PasswordRenewed;
import org.lifeboot.manager.session.SessionEvent.SoftRebootAsked;
import org.lifeboot.manager.session.SessionSteps.Taken;
import org.lifeboot.manager.store.ChangedMeanwhile;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.manager.store.Uuid7;
import org.lifeboot.protocol.AgentCommand;
import org.lifeboot.protocol.Inventory;

/// Rescue sessions: what people ask of them. [SessionViews] shows them. Thread-safe.
///
/// Everything asked is one transaction: load the session, take the pure step of [SessionRules],
/// store state, timeline, effects, Agent's commands and mail.
public final class Sessions {

  private static final int MOST_WRONG_FROM_ONE = 8;
  private static final int MOST_WRONG = 60;

  private final Database database;
  private final SessionSteps steps;
  private final SessionViews views;
  private final SessionLimits limits;
  private final PowerUse power;
  private final Throttle throttle;
  private final Audit audit;
  private final Memtests memtests;
  private final BootFilesCheck bootFiles;
  private final Clock clock;
  private final AgentOrders orders;
  private final SessionTable table = new SessionTable();
  private final ServerTable servers = new ServerTable();
  private final String nobodysHash = Password.random().hash();

  /// The service.
  ///
  /// @param bootFiles says before a choice whether it could be booted
  public Sessions(
      Database database,
      SessionSteps steps,
      SessionViews views,
      SessionLimits limits,
      PowerUse power,
      Throttle throttle,
      Audit audit,
      Memtests memtests,
      BootFilesCheck bootFiles,
      Clock clock) {
    this.database = database;
    this.steps = steps;
    this.views = views;
    this.limits = limits;
    this.power = power;
    this.throttle = throttle;
    this.audit = audit;
    this.memtests = memtests;
    this.bootFiles = bootFiles;
    this.clock = clock;
    this.orders = new AgentOrders(steps, clock);
  }

  /// What the server boots next.
  ///
  /// @return the server as it stands now The newest choice counts: rescue calls a chosen Memtest86+
  ///   off. A live rescue session is never ended by another choice than disk.
  ///
  /// @throws Problem not-found; session-live when rescue or memtest is asked for while a session is
  ///   live; no-image
  public Server chooseNetboot(ServerId server, NetbootChoice choice, Who who) {
    return switch (choice) {
      case NetbootChoice.Disk _ -> chooseDisk(server, who);
      case NetbootChoice.Rescue rescue -> chooseRescue(server, rescue, who);
      case NetbootChoice.Memtest _ -> chooseMemtest(server, who);
    };
  }

  private Server chooseDisk(ServerId id, Who who) {
    return database.write(
        "set the netboot to disk",
        transaction -> {
          Server server = stored(transaction, id);
          live(transaction, server)
              .ifPresentOrElse(
                  session -> steps.take(transaction, session, new DiskChosen(who.name())),
                  () -> diskWithoutSession(transaction, id, who));
          audit.add(transaction, who, "netboot-disk", server.name(), "");
          return stored(transaction, id);
        });
  }

  private void diskWithoutSession(Transaction transaction, ServerId id, Who who) {
    memtests.chosenAnew(transaction, id, Netboot.DISK, who.name());
    servers.setNetboot(transaction, id, Netboot.DISK);
  }

  private Server chooseMemtest(ServerId id, Who who) {
    refuse(bootFiles.memtestProblem());
    return database.write(
        "set the netboot to memtest",
        transaction -> {
          servers.hold(transaction, id);
          Server server = stored(transaction, id);
          live(transaction, server).ifPresent(session -> refuseSecond(server, session));
          memtests.begin(transaction, id, who.name());
          audit.add(transaction, who, "netboot-memtest", server.name(), "");
          return stored(transaction, id);
        });
  }

  private static void refuse(Optional<String> imageProblem) {
    imageProblem.ifPresent(
        reason -> {
          throw new Problem(ProblemCode.NO_IMAGE, reason);
        });
  }

  private Server chooseRescue(ServerId id, NetbootChoice.Rescue choice, Who who) {
    refuse(bootFiles.rescueProblem());
    return begin(id, choice, who);
  }

  /// Begins a session of a server that needs no boot files from here.
  ///
  /// @throws Problem not-found; session-live
  public Server begin(ServerId id, NetbootChoice.Rescue choice, Who who) {
    return database.write(
        "set the netboot to rescue",
        transaction -> {
          Server server = stored(transaction, id);
          live(transaction, server).ifPresent(session -> refuseSecond(server, session));
          begin(transaction, server, choice, who);
          memtests.chosenAnew(transaction, id, Netboot.RESCUE, who.name());
          audit.add(transaction, who, "netboot-rescue", server.name(), "");
          return stored(transaction, id);
        });
  }

  private static void refuseSecond(Server server, StoredSession session) {
    throw new Problem(
        ProblemCode.SESSION_LIVE,
        "A rescue session of "
            + server.name()
            + " is live already. It is "
            + session.state().text()
            + ", asked for by "
            + session.requestedBy()
            + " at "
            + session.requestedAt()
            + ". Set the netboot to disk to end it first");
  }

  private void begin(Transaction transaction, Server server, NetbootChoice.Rescue choice, Who who) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    Step first = RequestedRules.begin(limits, choice, who.name(), now);
    SessionId id = new SessionId(Uuid7.at(now));
    StoredSession session =
        new StoredSession(
            id,
            server.id(),
            server.name(),
            1,
            first.state(),
            now,
            who.name(),
            choice,
            Optional.empty(),
            Optional.empty(),
            0,
            "");
    if (!servers.takeSession(transaction, server.id(), id.text())) {
      throw new ChangedMeanwhile("the server " + server.name());
    }
    steps.begin(transaction, session, first);
  }

  /// Restarts a server: soft by its Agent when it is in rescue, else by its power driver.
  ///
  /// @throws Problem not-found, power-not-configured, power-unreachable
  public RebootAnswer reboot(ServerId id, RebootHow how, Who who) {
    PowerUse.Asked asked =
        database.write(
            "ask for a reboot",
            transaction -> {
              Server server = stored(transaction, id);
              audit.add(transaction, who, "reboot-" + how.text(), server.name(), "");
              return live(transaction, server)
                  .map(session -> rebootInSession(transaction, server, session, how, who))
                  .orElseGet(() -> rebootWithoutSession(transaction, server, how, who));
            });
    asked.effect().ifPresent(power::carryOut);
    return new RebootAnswer(how, asked.by());
  }

  /// Reboots a server that is to be rescued, by one way after the other, until it asks what to
  /// boot.
  ///
  /// @throws Problem not-found, no-session, power-not-configured
  public void climb(ServerId id, Climb how, Who who) {
    boolean go = how != Climb.STOP;
    database.change(
        go ? "reboot into rescue" : "stop the reboot into rescue",
        transaction -> {
          Server server = stored(transaction, id);
          StoredSession session =
              live(transaction, server)
                  .orElseThrow(
                      () ->
                          new Problem(
                              ProblemCode.NO_SESSION,
                              "Rescue is not chosen for " + server.name() + "; choose it first"));
          if (go) {
            PowerRequest.refuseIfImpossible(server, how);
            if (how == Climb.MEDIUM && !PowerRequest.namesMedium(server)) {
              refuse(bootFiles.mediumProblem());
            }
          }
          refuse(
              steps.take(
                  transaction,
                  session,
                  go ? new LadderAsked(who.name(), how.first()) : new LadderStopped(who.name())));
          audit.add(transaction, who, audited(how), server.name(), "");
        });
  }

  private static String audited(Climb how) {
    return switch (how) {
      case LADDER -> "reboot-ladder";
      case MEDIUM -> "reboot-medium";
      case STOP -> "reboot-stopped";
    };
  }

  /// What technicians are asked to do to a server's power, as long as their answer is waited for.
  public Optional<HandsTask> task(ServerId server) {
    return database.read(
        "look for a technician's task",
        transaction -> steps.hands().open(transaction, server, clock.instant()));
  }

  /// Asks technicians, for no rescue session.
  public void askHands(Server server, PowerAnswer.Asked asked) {
    database.change(
        "ask technicians",
        transaction -> steps.hands().ask(transaction, server, "", asked, clock.instant()));
  }

  /// A technician says what came of a task.
  ///
  /// @param note in the technician's words, or empty
  /// @throws Problem not-found when there is none
  public void answerTask(ServerId id, boolean done, String note, Who who) {
    String line = note.replaceAll("[\\p{C}\\p{Z}]+", " ").strip();
    String words = line.substring(0, Math.min(300, line.length()));
    database.change(
        "answer a technician's task",
        transaction -> {
          Server server = stored(transaction, id);
          HandsTask task =
              steps
                  .hands()
                  .open(transaction, id, clock.instant())
                  .orElseThrow(() -> noTask(server));
          steps.hands().answered(transaction, id, done, who.name(), clock.instant());
          live(transaction, server)
              .filter(session -> session.id().text().equals(task.sessionId()))
              .ifPresent(
                  session ->
                      steps.take(transaction, session, new HandsAnswered(who.name(), done, words)));
          audit.add(transaction, who, done ? "task-done" : "task-refused", server.name(), words);
        });
  }

  private static Problem noTask(Server server) {
    return new Problem(
        ProblemCode.NOT_FOUND,
        "Nobody is asked to do anything to "
            + server.name()
            + " now: it was answered or withdrawn meanwhile, or its time is over");
  }

  private PowerUse.Asked rebootWithoutSession(
      Transaction transaction, Server server, RebootHow how, Who who) {
    memtests.rebootAsked(transaction, server.id(), how.text(), who.name());
    return power.ask(transaction, server, how);
  }

  private PowerUse.Asked rebootInSession(
      Transaction transaction, Server server, StoredSession session, RebootHow how, Who who) {
    SessionEvent event =
        switch (how) {
          case SOFT -> new SoftRebootAsked(who.name());
          case HARD -> new HardRebootAsked(who.name());
        };
    Taken taken = steps.take(transaction, session, event);
    refuse(taken);
    return taken.byAgent()
        ? new PowerUse.Asked("agent", Optional.empty())
        : new PowerUse.Asked(PowerRequest.driver(server), taken.claimed().stream().findFirst());
  }

  private static void refuse(Taken taken) {
    if (taken.refusal().orElse(null) instanceof Refusal.OfPerson(ProblemCode code, String detail)) {
      throw new Problem(code, detail);
    }
  }

  /// Makes a new password; the old one dies.
  ///
  /// @return the password, to be shown once
  /// @throws Problem not-found; no-session when the session has no rescue system to log in to
  public String renewPassword(SessionId id, Who who) {
    Password password = Password.random();
    String hash = password.hash();
    database.change(
        "renew the password",
        transaction -> {
          Taken taken =
              steps.take(
                  transaction,
                  stored(transaction, id),
                  new PasswordRenewed(who.name(), hash),
                  Optional.of(password));
          refuse(taken);
          audit.add(transaction, who, "password-renewed", id.text(), "");
        });
    return password.text();
  }

  /// The owner's log-in by the rescue link.
  ///
  /// @throws Problem unauthenticated (wrong, or no such live session: the same answer);
  ///   too-many-attempts
  public void logInByLink(SessionId id, String password, String address) {
    String shortId = id.text().substring(0, Math.min(64, id.text().length()));
    String subject = "link " + shortId + " " + address;
    throttle.attempt(subject, MOST_WRONG_FROM_ONE);
    throttle.attempt("link " + shortId, MOST_WRONG);
    Who who = new Who("the owner", address);
    if (!new Password(password).matches(hashOf(id).orElse(nobodysHash))) {
      audit.add(who, "link-refused", shortId, "");
      throw new Problem(
          ProblemCode.UNAUTHENTICATED, "The password is wrong, or the rescue session is over");
    }
    throttle.succeeded(subject);
    throttle.succeeded("link " + shortId);
    audit.add(who, "link-log-in", shortId, "");
  }

  private Optional<String> hashOf(SessionId id) {
    return database.read(
        "check a rescue link",
        transaction ->
            table
                .find(transaction, id)
                .flatMap(session -> SessionSteps.rescuedIn(session.state()))
                .map(rescued -> rescued.login().passwordHash())
                .filter(hash -> !hash.isEmpty()));
  }

  /// Lets the rescue system look at the drives again; the answer comes in [SessionViews#inventory].
  ///
  /// @throws Problem not-found, no-session
  public void takeInventory(SessionId id, Who who) {
    database.change(
        "ask for the inventory",
        transaction -> {
          orders.give(transaction, id, new AgentCommand.TakeInventory());
          audit.add(transaction, who, "inventory-asked", id.text(), "");
        });
  }

  /// One session with its whole timeline.
  public Optional<Session> find(SessionId id) {
    return views.find(id);
  }

  /// A server's live session, or else its newest.
  public Optional<Session> newestOf(ServerId server) {
    return views.newestOf(server);
  }

  /// [#newestOf] for every server that ever had one, without timelines.
  public Map<ServerId, Session> newest() {
    return views.newest();
  }

  /// The timeline after entry `number`; empty when nothing came since.
  public List<TimelineEntry> timelineAfter(SessionId id, long number) {
    return views.timelineAfter(id, number);
  }

  /// The drives as the rescue system last reported them.
  public Optional<Inventory> inventory(SessionId id) {
    return views.inventory(id);
  }

  private Server stored(Transaction transaction, ServerId id) {
    return servers
        .find(transaction, id)
        .orElseThrow(
            () -> new Problem(ProblemCode.NOT_FOUND, "There is no server with the id " + id));
  }

  private StoredSession stored(Transaction transaction, SessionId id) {
    return table
        .find(transaction, id)
        .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "There is no rescue session " + id));
  }

  private Optional<StoredSession> live(Transaction transaction, Server server) {
    return server.liveSession().flatMap(id -> table.find(transaction, new SessionId(id)));
  }
}
