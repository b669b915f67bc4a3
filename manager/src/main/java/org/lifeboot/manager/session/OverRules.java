package org.lifeboot.manager.session;

import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.session.SessionEvent.AgentCalled;
import org.lifeboot.manager.session.SessionEvent.AgentHeard;
import org.lifeboot.manager.session.SessionEvent.AgentNotUnderstood;
import org.lifeboot.manager.session.SessionEvent.AgentRebooting;
import org.lifeboot.manager.session.SessionEvent.AgentSilent;
import org.lifeboot.manager.session.SessionEvent.BootAsked;
import org.lifeboot.manager.session.SessionEvent.CommandFailed;
import org.lifeboot.manager.session.SessionEvent.CredentialsApplied;
import org.lifeboot.manager.session.SessionEvent.Fetched;
import org.lifeboot.manager.session.SessionEvent.FileFetched;
import org.lifeboot.manager.session.SessionEvent.FromAgent;
import org.lifeboot.manager.session.SessionEvent.SessionFileAsked;
import org.lifeboot.manager.session.SessionState.Active;
import org.lifeboot.manager.session.SessionState.Booting;
import org.lifeboot.manager.session.SessionState.Ended;
import org.lifeboot.manager.session.SessionState.Expired;
import org.lifeboot.manager.session.SessionState.Failed;
import org.lifeboot.manager.session.SessionState.Leaving;
import org.lifeboot.manager.session.SessionState.Lost;
import org.lifeboot.manager.session.SessionState.Requested;
import org.lifeboot.manager.session.SessionState.Tokens;
import org.lifeboot.protocol.RefusalCode;

/// After the end: everything is refused, and no state follows.
record OverRules() {

  Step asked(SessionState state) {
    return Step.to(state)
        .refuse(
            new Refusal.OfPerson(
                ProblemCode.NO_SESSION,
                "The session is " + state.text() + "; nothing is left of it"));
  }

  Step fetched(SessionState state, Fetched fetched) {
    return switch (fetched) {
      case BootAsked _, FileFetched _, SessionFileAsked _ ->
          Step.to(state).refuse(new Refusal.OfFetch("the session is over"));
    };
  }

  Step said(SessionState state, FromAgent said) {
    return switch (said) {
      case AgentCalled call -> called(state, call);
      case AgentNotUnderstood call -> Proof.notUnderstood(state, call);
      case CredentialsApplied _, CommandFailed _, AgentRebooting _, AgentHeard _, AgentSilent _ ->
          Step.to(state);
    };
  }

  private static Step called(SessionState state, AgentCalled call) {
    return switch (state) {
      case Ended(var _, var _, var _, Tokens tokens) ->
          refused(state, call, tokens, RefusalCode.SESSION_OVER, "the session has ended");
      case Failed(var _, var _, var _, Tokens tokens) ->
          refused(state, call, tokens, RefusalCode.TOKEN_EXPIRED, "the session has failed before");
      case Expired _, Requested _, Booting _, Active _, Leaving _, Lost _ ->
          Proof.WRONG.refused(state, call);
    };
  }

  private static Step refused(
      SessionState state, AgentCalled call, Tokens tokens, RefusalCode code, String why) {
    Proof proof = Proof.of(tokens, call);
    return switch (proof) {
      case RIGHT -> Proof.refused(state, call, code, why);
      case VOID -> Proof.refused(state, call, code, why);
      case WRONG -> proof.refused(state, call);
    };
  }
}
