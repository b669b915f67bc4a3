package org.lifeboot.manager.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.lifeboot.manager.session.SessionEvent.AgentCalled;
import org.lifeboot.manager.session.SessionState.Tokens;
import org.lifeboot.protocol.RefusalCode;

/// What a caller's token is worth.
enum Proof {
  /// The token of the boot that counts.
  RIGHT,
  /// The token of an earlier boot.
  VOID,
  WRONG;

  static Proof of(Tokens tokens, AgentCalled call) {
    if (!tokens.currentSha256().isEmpty() && same(tokens.currentSha256(), call.tokenSha256())) {
      return RIGHT;
    }
    boolean known = tokens.voidSha256().stream().anyMatch(old -> same(old, call.tokenSha256()));
    return known ? VOID : WRONG;
  }

  /// Compares two hashes in a time that tells nothing.
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  /// Turns an Agent away, and tells it.
  static Step refused(SessionState state, AgentCalled call, RefusalCode code, String why) {
    return Step.to(state)
        .tell(Steps.REFUSED, "An Agent at " + call.from() + " was refused: " + why)
        .refuse(new Refusal.OfAgent(code, why));
  }

  /// The refusal of a token that is not [#RIGHT].
  Step refused(SessionState state, AgentCalled call) {
    return switch (this) {
      case VOID ->
          refused(
              state,
              call,
              RefusalCode.TOKEN_EXPIRED,
              "its token is of an earlier boot; unless the server was switched on again since, two"
                  + " machines have its MAC address");
      case WRONG, RIGHT ->
          refused(state, call, RefusalCode.TOKEN_WRONG, "its token is not this session's");
    };
  }

  /// An Agent that was not understood is turned away, and it is told.
  static Step notUnderstood(SessionState state, SessionEvent.AgentNotUnderstood call) {
    return Step.to(state)
        .tell(Steps.REFUSED, "An Agent at " + call.from() + " was refused: " + call.reason())
        .refuse(new Refusal.OfAgent(RefusalCode.VERSION_UNKNOWN, call.reason()));
  }
}
