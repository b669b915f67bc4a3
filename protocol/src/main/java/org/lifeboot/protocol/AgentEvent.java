package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.Objects;

/// Something that happened on the rescued server, inside an [AgentMessage.Numbered].
@Json(typeProperty = "type")
@Json.SubType(type = AgentEvent.CredentialsApplied.class, name = "credentialsApplied")
@Json.SubType(type = AgentEvent.InventoryTaken.class, name = "inventoryTaken")
@Json.SubType(type = AgentEvent.Rebooting.class, name = "rebooting")
@Json.SubType(type = AgentEvent.CommandFailed.class, name = "commandFailed")
public sealed interface AgentEvent {

  /// The password hash and the keys of [AgentCommand.ApplyCredentials] are in place and sshd
  /// listens.
  ///
  /// @param version the version that was applied
  record CredentialsApplied(String commandId, int version) implements AgentEvent {
    public CredentialsApplied {
      Objects.requireNonNull(commandId, "commandId");
    }
  }

  /// The drives as the rescue system sees them.
  ///
  /// @param commandId the command that asked, or empty when the Agent sent it by itself (at start
  ///   and on a change)
  record InventoryTaken(String commandId, Inventory inventory) implements AgentEvent {
    public InventoryTaken {
      Objects.requireNonNull(commandId, "commandId");
      Objects.requireNonNull(inventory, "inventory");
    }
  }

  /// The last words before the rescue system goes down in answer to [AgentCommand.Reboot].
  record Rebooting(String commandId) implements AgentEvent {
    public Rebooting {
      Objects.requireNonNull(commandId, "commandId");
    }
  }

  /// A command could not be carried out; nothing was changed.
  ///
  /// @param reason what was being done, to what, and what came back; hostile text, at most 4,000
  ///   characters
  record CommandFailed(String commandId, String reason) implements AgentEvent {
    public CommandFailed {
      Objects.requireNonNull(commandId, "commandId");
      Objects.requireNonNull(reason, "reason");
    }
  }
}
