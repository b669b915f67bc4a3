package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.Objects;

/// What the Manager says to the Agent.
@Json(typeProperty = "type")
@Json.SubType(type = ManagerMessage.Welcome.class, name = "welcome")
@Json.SubType(type = ManagerMessage.Refused.class, name = "refused")
@Json.SubType(type = ManagerMessage.Acknowledge.class, name = "acknowledge")
@Json.SubType(type = ManagerMessage.Command.class, name = "command")
@Json.SubType(type = ManagerMessage.OpenStream.class, name = "openStream")
public sealed interface ManagerMessage {

  /// The answer to an accepted [AgentMessage.Hello].
  ///
  /// @param serverName the server's name, for the rescue system's prompt and login banner
  /// @param pageAddress the rescue page's address, for the login banner
  /// @param acknowledged the number of the last event that the Manager has stored; 0 for none
  /// @param now the Manager's clock, which a rescue system whose own is wrong takes over
  record Welcome(String serverName, String pageAddress, long acknowledged, Instant now)
      implements ManagerMessage {
    public Welcome {
      Objects.requireNonNull(serverName, "serverName");
      Objects.requireNonNull(pageAddress, "pageAddress");
      Objects.requireNonNull(now, "now");
    }
  }

  /// The answer to a [AgentMessage.Hello] that is not accepted; the Manager then closes the
  /// connection. For [RefusalCode#SESSION_OVER] the Agent stops sshd, locks root and stays quiet.
  record Refused(RefusalCode code, String detail) implements ManagerMessage {
    public Refused {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(detail, "detail");
    }
  }

  /// All events up to this number are stored; the Agent may forget them.
  record Acknowledge(long number) implements ManagerMessage {}

  /// Work for the Agent. Sent again after a break until the Agent has answered with an event that
  /// names `id`; the Agent carries each id out once.
  record Command(String id, AgentCommand command) implements ManagerMessage {
    public Command {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(command, "command");
    }
  }

  /// Dial a connection of its own for these bytes. Not stored, not answered here and never sent
  /// again: an Agent that does not dial in time is not waited for.
  ///
  /// @param id of the stream
  /// @param key 64 hexadecimal digits that prove the dialler, once
  /// @param address where to dial, as [SessionFile#managerAddress]: the Manager that asked may not
  ///   be the one that this connection leads to
  record OpenStream(String id, String key, String address, StreamOrder order)
      implements ManagerMessage {
    public OpenStream {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(address, "address");
      Objects.requireNonNull(order, "order");
    }

    /// Without the key.
    @Override
    public String toString() {
      return "OpenStream[" + id + ", " + order + "]";
    }
  }
}
