package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// What the Agent says to the Manager.
@Json(typeProperty = "type")
@Json.SubType(type = AgentMessage.Hello.class, name = "hello")
@Json.SubType(type = AgentMessage.Heartbeat.class, name = "heartbeat")
@Json.SubType(type = AgentMessage.CheckProgress.class, name = "checkProgress")
@Json.SubType(type = AgentMessage.Numbered.class, name = "event")
public sealed interface AgentMessage {

  /// The first message on every connection; anything else before it closes the connection.
  ///
  /// `token` proves the session once. `agentKey` (32 random bytes as hexadecimal, made by the Agent
  /// in RAM) is bound to the session by that first call and proves every later one, so that a reply
  /// lost on the way, or a Manager that was restarted, costs nothing: the same token with the same
  /// key is the same Agent; with another key it is a replay.
  ///
  /// @param protocolVersion [Protocol#VERSION] of the Agent
  /// @param sessionId the rescue session, as written in session.json
  /// @param token the one-time token, as written in session.json
  /// @param agentKey 64 hexadecimal digits
  /// @param bootId `/proc/sys/kernel/random/boot_id`
  /// @param agentVersion for people, at most 64 characters
  /// @param hostKeys public host keys of the rescue system's sshd
  /// @param addresses the global addresses of the rescue system, textual, IPv4 first
  record Hello(
      int protocolVersion,
      String sessionId,
      String token,
      String agentKey,
      String bootId,
      String agentVersion,
      List<HostKey> hostKeys,
      List<String> addresses)
      implements AgentMessage {
    public Hello {
      Objects.requireNonNull(sessionId, "sessionId");
      Objects.requireNonNull(token, "token");
      Objects.requireNonNull(agentKey, "agentKey");
      Objects.requireNonNull(bootId, "bootId");
      Objects.requireNonNull(agentVersion, "agentVersion");
      hostKeys = List.copyOf(hostKeys);
      addresses = List.copyOf(addresses);
    }
  }

  /// "I am alive": sent every [Protocol#HEARTBEAT], never stored by the Agent, never sent twice.
  ///
  /// @param uptimeSeconds seconds since the rescue system's kernel started
  /// @param memoryTotalBytes MemTotal
  /// @param memoryUsedBytes MemTotal - MemAvailable
  record Heartbeat(long uptimeSeconds, long memoryTotalBytes, long memoryUsedBytes)
      implements AgentMessage {}

  /// How far a check is: sent at most every [Protocol#PROGRESS] for each, never stored by the
  /// Agent, never sent twice; the newest one stands.
  ///
  /// @param part which part is at work, or empty
  /// @param step what is done to it
  /// @param percent 0 to 100, or -1 while nobody can tell
  /// @param secondsLeft an honest estimate, or -1 while nobody can tell
  record CheckProgress(String checkId, String part, String step, int percent, long secondsLeft)
      implements AgentMessage {
    public CheckProgress {
      Objects.requireNonNull(checkId, "checkId");
      Objects.requireNonNull(part, "part");
      Objects.requireNonNull(step, "step");
      if (percent < -1 || percent > 100) {
        throw new IllegalArgumentException(percent + " is no percentage");
      }
    }
  }

  /// Something that happened. Kept by the Agent until acknowledged and sent again after a break.
  ///
  /// @param number 1, 2, 3 … without gaps for the life of this Agent process
  /// @param at the rescue system's clock, which may be wrong: for ordering within the Agent only
  record Numbered(long number, Instant at, AgentEvent event) implements AgentMessage {
    public Numbered {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(event, "event");
    }
  }
}
