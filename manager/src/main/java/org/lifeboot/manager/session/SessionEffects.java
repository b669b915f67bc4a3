package org.lifeboot.manager.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.manager.effect.Effect;
import org.lifeboot.manager.effect.EffectHandler;
import org.lifeboot.manager.mail.MailDelivery;
import org.lifeboot.manager.mail.Outbox;
import org.lifeboot.manager.mail.OutgoingMail;
import org.lifeboot.manager.memtest.MemtestEvent.RebootAnswered;
import org.lifeboot.manager.memtest.Memtests;
import org.lifeboot.manager.power.BootDevice;
import org.lifeboot.manager.power.PowerAnswer;
import org.lifeboot.manager.power.PowerControl;
import org.lifeboot.manager.power.PowerDrivers;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Netboot;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.server.ServerTable;
import org.lifeboot.manager.session.SessionEvent.DeadlinePassed;
import org.lifeboot.manager.session.SessionEvent.HandsAsked;
import org.lifeboot.manager.session.SessionEvent.MailAnswered;
import org.lifeboot.manager.session.SessionEvent.PowerAnswered;
import org.lifeboot.manager.store.Database;

/// Carries out what sessions have asked for, and reports back to them. Thread-safe.
public final class SessionEffects {

  /// A reboot that could not be done for so long is not wanted any more.
  private static final Duration STALE_REBOOT = Duration.ofMinutes(5);

  private final Database database;
  private final SessionSteps steps;
  private final Outbox outbox;
  private final MailDelivery delivery;
  private final Memtests memtests;
  private final PowerDrivers drivers;
  private final Clock clock;
  private final SessionTable table = new SessionTable();
  private final ServerTable servers = new ServerTable();

  public SessionEffects(
      Database database,
      SessionSteps steps,
      Outbox outbox,
      MailDelivery delivery,
      Memtests memtests,
      PowerDrivers drivers,
      Clock clock) {
    this.database = database;
    this.steps = steps;
    this.outbox = outbox;
    this.delivery = delivery;
    this.memtests = memtests;
    this.drivers = drivers;
    this.clock = clock;
  }

  /// One handler for each kind of effect.
  public Map<String, EffectHandler> handlers() {
    return Map.of(
        SessionSteps.WAKE,
        this::wake,
        SessionSteps.POWER,
        this::reboot,
        SessionSteps.RUNG,
        this::tryRung,
        SessionSteps.EJECT,
        new MediaEject(database, steps, drivers),
        Memtests.WAKE,
        memtests::wake,
        MailDelivery.KIND,
        new Mail());
  }

  /// One way of the ladder, unless the session has gone on or was stopped meanwhile.
  private EffectHandler.Outcome tryRung(Effect effect) {
    String[] words = effect.payload().split(" ", 2);
    Ladder.Rung rung = Ladder.Rung.valueOf(words[0]);
    onRung(new SessionId(words[1]), rung)
        .ifPresent(server -> went(words[1], server, new RungTry(control(server)).go(rung)));
    return new EffectHandler.Outcome.Done();
  }

  private void went(String sessionId, Server server, RungTry.Came came) {
    switch (came) {
      case RungTry.Came.Answered(var event) -> tell(sessionId, event);
      case RungTry.Came.Hands(var event, var asked) -> askHands(sessionId, server, event, asked);
    }
  }

  /// The task is stored with the state that waits for it.
  private void askHands(
      String sessionId, Server server, HandsAsked event, PowerAnswer.Asked asked) {
    database.change(
        "ask technicians",
        transaction ->
            table
                .find(transaction, new SessionId(sessionId))
                .map(session -> steps.take(transaction, session, event).step().state())
                .filter(SessionSteps::handed)
                .ifPresent(
                    _ ->
                        steps.hands().ask(transaction, server, sessionId, asked, clock.instant())));
  }

  private Optional<Server> onRung(SessionId id, Ladder.Rung rung) {
    return database.read(
        "find the server to get into rescue",
        transaction ->
            table
                .find(transaction, id)
                .filter(
                    session ->
                        session.state() instanceof SessionState.Requested requested
                            && requested.ladder().rung() == rung
                            && !requested.ladder().handed())
                .flatMap(session -> servers.find(transaction, session.serverId())));
  }

  private EffectHandler.Outcome wake(Effect effect) {
    tell(effect.payload(), new DeadlinePassed());
    return new EffectHandler.Outcome.Done();
  }

  private void tell(String sessionId, SessionEvent event) {
    database.change(
        "carry a session on",
        transaction ->
            table
                .find(transaction, new SessionId(sessionId))
                .ifPresent(session -> steps.take(transaction, session, event)));
  }

  private EffectHandler.Outcome reboot(Effect effect) {
    PowerRequest request = PowerRequest.of(effect.payload());
    if (clock.millis() - request.askedAtMillis() > STALE_REBOOT.toMillis()) {
      return new EffectHandler.Outcome.GiveUp("it was asked for too long ago");
    }
    Optional<Server> server =
        database.read(
            "find the server to reboot",
            transaction -> servers.find(transaction, new ServerId(request.serverId())));
    return server
        .map(found -> reboot(request, found))
        .orElseGet(() -> new EffectHandler.Outcome.GiveUp("the server is not registered any more"));
  }

  private EffectHandler.Outcome reboot(PowerRequest request, Server server) {
    PowerControl control = control(server);
    boolean soft = request.how().equals(RebootHow.SOFT.text());
    String chosen = server.netboot() == Netboot.DISK ? "" : told(control.bootOnce(BootDevice.PXE));
    PowerAnswer answer = soft ? control.softReboot() : control.hardReboot();
    String asked = "A " + request.how() + " reboot by " + control.name();
    return switch (answer) {
      case PowerAnswer.Done _ -> {
        answered(request, !soft, asked + " was done" + chosen);
        yield new EffectHandler.Outcome.Done();
      }
      case PowerAnswer.Asked people -> {
        database.change(
            "ask technicians",
            transaction ->
                steps
                    .hands()
                    .ask(transaction, server, request.sessionId(), people, clock.instant()));
        answered(request, false, asked + ": technicians were asked by mail");
        yield new EffectHandler.Outcome.Done();
      }
      case PowerAnswer.Refused(String reason) ->
          failed(request, asked + " failed: " + reason, reason);
      // What a driver says names management controllers and commands; owners read the timeline.
      case PowerAnswer.Unreachable failure ->
          failed(request, asked + " failed; the Manager's log says why", failure.sentence());
    };
  }

  /// Most firmware needs no telling: it tries the network first. So this never stops a reboot.
  private static String told(PowerAnswer answer) {
    return switch (answer) {
      case PowerAnswer.Done _ -> "; the firmware was told to boot from the network once";
      case PowerAnswer.Asked _, PowerAnswer.Refused _ -> "";
      case PowerAnswer.Unreachable _ ->
          "; the firmware could not be told to boot from the network, so its own boot order counts";
    };
  }

  private PowerControl control(Server server) {
    return drivers.of(
        new PowerDrivers.Whose(
            server.id().text(),
            server.power(),
            server.macAddresses().stream().map(MacAddress::text).toList()));
  }

  // Not tried again: the person who asked is told, and decides.
  private EffectHandler.Outcome failed(PowerRequest request, String told, String reason) {
    answered(request, false, told);
    return new EffectHandler.Outcome.GiveUp(reason);
  }

  private void answered(PowerRequest request, boolean reset, String text) {
    if (!request.sessionId().isEmpty()) {
      tell(request.sessionId(), new PowerAnswered(text));
      return;
    }
    memtests.rebootAnswered(
        new ServerId(request.serverId()),
        new RebootAnswered(Instant.ofEpochMilli(request.askedAtMillis()), reset, text));
  }

  /// Delivers the mail and tells the timeline.
  private final class Mail implements EffectHandler {

    @Override
    public Outcome carryOut(Effect effect) {
      Outcome outcome = delivery.carryOut(effect);
      switch (outcome) {
        case Outcome.Retry _ -> {}
        case Outcome.Done _, Outcome.GiveUp _ ->
            outbox.find(effect.payload()).ifPresent(this::note);
      }
      return outcome;
    }

    @Override
    public int mostAttempts() {
      return delivery.mostAttempts();
    }

    @Override
    public void givenUp(Effect effect, String error) {
      delivery.givenUp(effect, error);
    }

    private void note(OutgoingMail mail) {
      switch (mail.state()) {
        case WAITING, SCRUBBED -> {}
        case DELIVERED ->
            tell(mail.about(), new MailAnswered("The mail to " + mail.to() + " was delivered"));
        case KEPT ->
            tell(
                mail.about(),
                new MailAnswered(
                    "The mail to "
                        + mail.to()
                        + " is kept in the outbox"
                        + mail.lastError().map(error -> ": " + error).orElse("")));
      }
    }
  }
}
