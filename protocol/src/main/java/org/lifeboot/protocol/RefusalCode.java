package org.lifeboot.protocol;

/// Why a [AgentMessage.Hello] was refused. A closed list.
public enum RefusalCode {
  /// No such session, or the token is not its token.
  TOKEN_WRONG,
  /// The token was used already, by an Agent with another key.
  TOKEN_REPLAYED,
  /// The token was right but the session stopped waiting for it.
  TOKEN_EXPIRED,
  /// The session has ended; its credentials are worthless.
  SESSION_OVER,
  /// The Agent speaks another [Protocol#VERSION].
  VERSION_UNKNOWN,
  /// The message was not understood.
  MALFORMED
}
