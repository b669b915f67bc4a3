package org.lifeboot.manager.session;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lifeboot.manager.account.BrowserSessions;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.effect.Effect;
import org.lifeboot.manager.effect.Effects;
import org.lifeboot.manager.mail.MailDelivery;
import org.lifeboot.manager.mail.Outbox;
import org.lifeboot.manager.mail.OutgoingMail;
import org.lifeboot.manager.mail.RescueMail;
import org.lifeboot.manager.power.PowerDrivers;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.server.ServerTable;
import org.lifeboot.manager.session.SessionState.Login;
import org.lifeboot.manager.session.SessionState.Rescued;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.protocol.AgentCommand;

/// Takes a pure step and stores all of it: state, timeline, effects, Agent's commands, mail. Always
/// inside one transaction of the caller's. Thread-safe.
public final class SessionSteps {

  static final String WAKE = "session-wake";
  static final String POWER = "session-power";
  static final String RUNG = "session-rung";
  static final String EJECT = "session-eject";

  private final SessionRules rules;
  private final Effects effects;
  private final Outbox outbox;
  private final BrowserSessions browserSessions;
  private final Audit audit;
  private final OwnerLetter letter;
  private final HandsDesk hands;
  private final SessionNews news;
  private final SessionFollower follower;
  private final Clock clock;
  private final SessionTable table = new SessionTable();
  private final TimelineTable timeline = new TimelineTable();
  private final CommandTable commands = new CommandTable();
  private final ServerTable servers = new ServerTable();

  public SessionSteps(
      SessionRules rules,
      Effects effects,
      Outbox outbox,
      BrowserSessions browserSessions,
      Audit audit,
      OwnerLetter letter,
      SessionNews news,
      SessionFollower follower,
      Clock clock) {
    this.rules = rules;
    this.effects = effects;
    this.outbox = outbox;
    this.browserSessions = browserSessions;
    this.audit = audit;
    this.letter = letter;
    this.hands = new HandsDesk(outbox, effects, letter.web());
    this.news = news;
    this.follower = follower;
    this.clock = clock;
  }

  /// Where technicians are asked.
  HandsDesk hands() {
    return hands;
  }

  /// Technicians' answer is waited for.
  static boolean handed(SessionState state) {
    return state instanceof SessionState.Requested requested && requested.ladder().handed();
  }

  /// What was done.
  ///
  /// @param claimed power effects, for the caller to carry out after the commit
  record Taken(Step step, List<Effect> claimed, boolean byAgent) {
    Optional<Refusal> refusal() {
      return step.refusal();
    }
  }

  /// Something happens to a session.
  Taken take(Transaction transaction, StoredSession session, SessionEvent event) {
    return take(transaction, session, event, Optional.empty());
  }

  /// Something happens to a session for which a password was made.
  Taken take(
      Transaction transaction,
      StoredSession session,
      SessionEvent event,
      Optional<Password> password) {
    Instant now = clock.instant();
    return store(transaction, session, rules.step(session.state(), event, now), password, now);
  }

  /// The first step of a new session.
  Taken begin(Transaction transaction, StoredSession session, Step first) {
    table.insert(transaction, session);
    return store(transaction, session, first, Optional.empty(), session.requestedAt());
  }

  private Taken store(
      Transaction transaction,
      StoredSession session,
      Step step,
      Optional<Password> password,
      Instant now) {
    if (!step.state().equals(session.state())) {
      table.update(transaction, session, step.state());
      if (handed(session.state()) && !handed(step.state())) {
        hands.withdraw(transaction, session.serverId(), now);
      }
      follower.moved(transaction, session.id(), session.state(), step.state(), now);
    }
    timeline.add(transaction, session.id(), now, step.timeline());
    List<Effect> claimed = new ArrayList<>();
    boolean byAgent = false;
    for (SessionEffect effect : step.effects()) {
      switch (effect) {
        case SessionEffect.SetNetboot(var netboot) ->
            servers.setNetboot(transaction, session.serverId(), netboot);
        case SessionEffect.WakeAt(Instant at) ->
            effects.ask(transaction, WAKE, session.id().text(), session.id().text(), at);
        case SessionEffect.ApplyCredentials _ -> {
          applyCredentials(transaction, session, step.state(), now);
          mailAgain(transaction, session, step.state(), password, now);
        }
        case SessionEffect.RebootByAgent _ -> {
          commands.add(transaction, session.id(), new AgentCommand.Reboot(), now);
          byAgent = true;
        }
        case SessionEffect.RebootByPower(RebootHow how) ->
            claimed.add(power(transaction, session, how, now));
        case SessionEffect.TryRung(Ladder.Rung rung) ->
            effects.ask(
                transaction,
                RUNG,
                session.id().text(),
                rung.name() + " " + session.id().text(),
                now);
        case SessionEffect.MailOwner _ -> mail(transaction, session, step.state(), password, now);
        case SessionEffect.Close _ -> close(transaction, session);
      }
    }
    step.refusal().ifPresent(refusal -> record(transaction, session, refusal, step));
    tellNews(transaction, session.id());
    return new Taken(step, claimed, byAgent);
  }

  private Effect power(Transaction transaction, StoredSession session, RebootHow how, Instant now) {
    Server server = servers.find(transaction, session.serverId()).orElseThrow();
    PowerRequest.refuseIfImpossible(server, how);
    PowerRequest request =
        new PowerRequest(server.id().text(), session.id().text(), how.text(), now.toEpochMilli());
    return effects.askClaimed(transaction, POWER, session.id().text(), request.json());
  }

  private void applyCredentials(
      Transaction transaction, StoredSession session, SessionState state, Instant now) {
    Login login = rescued(state).login();
    AgentCommand command =
        new AgentCommand.ApplyCredentials(
            login.version(), login.passwordHash(), session.choice().sshKeys());
    commands.add(transaction, session.id(), command, now);
  }

  private static Rescued rescued(SessionState state) {
    return rescuedIn(state)
        .orElseThrow(
            () -> new IllegalStateException("no rescue system in the state " + state.text()));
  }

  /// The rescue system that has proven itself, in the states that have one.
  static Optional<Rescued> rescuedIn(SessionState state) {
    return switch (state) {
      case SessionState.Active(Rescued rescued, var _) -> Optional.of(rescued);
      case SessionState.Leaving(Rescued rescued, var _, var _) -> Optional.of(rescued);
      case SessionState.Lost(Rescued rescued, var _) -> Optional.of(rescued);
      case SessionState.Requested _,
          SessionState.Booting _,
          SessionState.Ended _,
          SessionState.Failed _,
          SessionState.Expired _ ->
          Optional.empty();
    };
  }

  /// Lets whoever waits for news of a session look, once all is stored.
  void tellNews(Transaction transaction, SessionId session) {
    transaction.afterCommit(() -> news.changed(session));
  }

  /// A renewed password makes a mail that has not left yet worthless: it gets the new one.
  private void mailAgain(
      Transaction transaction,
      StoredSession session,
      SessionState state,
      Optional<Password> password,
      Instant now) {
    if (rescued(state).login().version() > 1
        && outbox.scrub(transaction, session.id().text()) > 0) {
      mail(transaction, session, state, password, now);
    }
  }

  private void mail(
      Transaction transaction,
      StoredSession session,
      SessionState state,
      Optional<Password> password,
      Instant now) {
    Server server = servers.find(transaction, session.serverId()).orElseThrow();
    RescueMail text = letter.write(session, server, rescued(state), password);
    OutgoingMail mail =
        outbox.put(
            transaction,
            session.id().text(),
            server.ownerEmail(),
            text.subject(),
            text.text(),
            now);
    effects.ask(transaction, MailDelivery.KIND, session.id().text(), mail.id(), now);
  }

  private void close(Transaction transaction, StoredSession session) {
    outbox.scrub(transaction, session.id().text());
    commands.drop(transaction, session.id());
    browserSessions.closeAllOf(transaction, session.id().text());
    effects.drop(transaction, WAKE, session.id().text());
    effects.drop(transaction, RUNG, session.id().text());
    servers.freeSession(transaction, session.serverId(), session.id().text());
    servers
        .find(transaction, session.serverId())
        .filter(server -> PowerDrivers.settings(server.power()).offersMedia())
        .ifPresent(_ -> ejectLater(transaction, session.id().text()));
  }

  /// Whichever way led into rescue: somebody may have put the medium in by hand.
  private void ejectLater(Transaction transaction, String session) {
    effects.ask(transaction, EJECT, session, session, clock.instant());
  }

  /// A server asks what to boot: whatever technicians were asked to do to its power is done.
  void booted(Transaction transaction, ServerId server) {
    hands.withdraw(transaction, server, clock.instant());
  }

  /// Whether technicians are asked for something.
  boolean asksHands(Transaction transaction, ServerId server) {
    return hands.open(transaction, server, clock.instant()).isPresent();
  }

  private void record(Transaction transaction, StoredSession session, Refusal refusal, Step step) {
    switch (refusal) {
      case Refusal.OfAgent(var code, String detail) ->
          audit.add(
              transaction,
              new Who("an Agent", ""),
              "refused-" + code.name().toLowerCase(Locale.ROOT).replace('_', '-'),
              session.id().text(),
              step.timeline().isEmpty() ? detail : step.timeline().getLast().text());
      case Refusal.OfPerson _, Refusal.OfFetch _ -> {}
    }
  }
}
