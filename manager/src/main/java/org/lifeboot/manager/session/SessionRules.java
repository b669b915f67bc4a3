package org.lifeboot.manager.session;

import java.time.Instant;
import org.lifeboot.manager.session.SessionEvent.AddressGiven;
import org.lifeboot.manager.session.SessionEvent.Asked;
import org.lifeboot.manager.session.SessionEvent.ClockWrong;
import org.lifeboot.manager.session.SessionEvent.DeadlinePassed;
import org.lifeboot.manager.session.SessionEvent.Fetched;
import org.lifeboot.manager.session.SessionEvent.FromAgent;
import org.lifeboot.manager.session.SessionEvent.HandsAnswered;
import org.lifeboot.manager.session.SessionEvent.HandsAsked;
import org.lifeboot.manager.session.SessionEvent.MailAnswered;
import org.lifeboot.manager.session.SessionEvent.Noted;
import org.lifeboot.manager.session.SessionEvent.PowerAnswered;
import org.lifeboot.manager.session.SessionEvent.RungAnswered;
import org.lifeboot.manager.session.SessionState.Active;
import org.lifeboot.manager.session.SessionState.Booting;
import org.lifeboot.manager.session.SessionState.Ended;
import org.lifeboot.manager.session.SessionState.Expired;
import org.lifeboot.manager.session.SessionState.Failed;
import org.lifeboot.manager.session.SessionState.Leaving;
import org.lifeboot.manager.session.SessionState.Lost;
import org.lifeboot.manager.session.SessionState.Requested;

/// The life of a rescue session, as one pure function. docs/states.md draws it.
///
/// The rules of each state stand in a file of their own: [RequestedRules], [BootingRules],
/// [RescuedRules] for active, leaving and lost, [OverRules].
public final class SessionRules {

  private final RequestedRules requested;
  private final BootingRules booting = new BootingRules();
  private final RescuedRules rescued = new RescuedRules();
  private final OverRules over = new OverRules();

  public SessionRules(SessionLimits limits) {
    this.requested = new RequestedRules(limits);
  }

  /// What an event makes of a state. The same arguments give the same answer.
  public Step step(SessionState state, SessionEvent event, Instant now) {
    return switch (event) {
      case Noted noted -> note(state, noted);
      case Asked asked -> asked(state, asked, now);
      case Fetched fetched -> fetched(state, fetched, now);
      case FromAgent said -> said(state, said, now);
      case DeadlinePassed _ -> deadline(state, now);
      case RungAnswered answer ->
          state instanceof Requested s
              ? LadderRules.answered(s, answer, now)
              : Step.to(state).tell(Steps.POWER, answer.text());
      case HandsAsked hands ->
          state instanceof Requested s ? LadderRules.handed(s, hands, now) : Step.to(state);
      case HandsAnswered answer -> LadderRules.byHand(state, answer, now);
    };
  }

  private static Step note(SessionState state, Noted noted) {
    return switch (noted) {
      case AddressGiven(String address) ->
          Step.to(state).tell(Steps.DHCP, "The Manager's DHCP gave the address " + address);
      case ClockWrong(var told) -> Step.to(state).tell(Steps.CLOCK, ClockWords.of(told));
      case PowerAnswered(String text) -> Step.to(state).tell(Steps.POWER, text);
      case MailAnswered(String text) -> Step.to(state).tell(Steps.MAIL, text);
    };
  }

  private Step asked(SessionState state, Asked asked, Instant now) {
    return switch (state) {
      case Requested s -> requested.asked(s, asked, now);
      case Booting s -> booting.asked(s, asked, now);
      case Active s -> rescued.asked(s, asked, now);
      case Leaving s -> rescued.asked(s, asked);
      case Lost s -> rescued.asked(s, asked, now);
      case Ended _, Failed _, Expired _ -> over.asked(state);
    };
  }

  private Step fetched(SessionState state, Fetched fetched, Instant now) {
    return switch (state) {
      case Requested s -> requested.fetched(s, fetched, now);
      case Booting s -> booting.fetched(s, fetched, now);
      case Active s -> rescued.fetched(s, fetched, now);
      case Leaving s -> rescued.fetched(s, s.rescued(), fetched, now);
      case Lost s -> rescued.fetched(s, s.rescued(), fetched, now);
      case Ended _, Failed _, Expired _ -> over.fetched(state, fetched);
    };
  }

  private Step said(SessionState state, FromAgent said, Instant now) {
    return switch (state) {
      case Requested s -> requested.said(s, said);
      case Booting s -> booting.said(s, said, now);
      case Active s -> rescued.said(s, said, now);
      case Leaving s -> rescued.said(s, said, now);
      case Lost s -> rescued.said(s, said, now);
      case Ended _, Failed _, Expired _ -> over.said(state, said);
    };
  }

  private Step deadline(SessionState state, Instant now) {
    return switch (state) {
      case Requested s -> requested.deadline(s, now);
      case Booting s -> booting.deadline(s, now);
      case Active s -> RescuedRules.deadline(s, now);
      case Leaving _, Lost _, Ended _, Failed _, Expired _ -> Step.to(state);
    };
  }
}
