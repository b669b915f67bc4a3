package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Objects;

/// What the Manager wants done on the rescued server, inside a [ManagerMessage.Command].
@Json(typeProperty = "type")
@Json.SubType(type = AgentCommand.ApplyCredentials.class, name = "applyCredentials")
@Json.SubType(type = AgentCommand.TakeInventory.class, name = "takeInventory")
@Json.SubType(type = AgentCommand.StartCheck.class, name = "startCheck")
@Json.SubType(type = AgentCommand.CancelCheck.class, name = "cancelCheck")
@Json.SubType(type = AgentCommand.Reboot.class, name = "reboot")
@Json.SubType(type = AgentCommand.EndSession.class, name = "endSession")
public sealed interface AgentCommand {

  /// Set who may log in as root, replacing all that was set before, then let sshd listen. Answered
  /// by [AgentEvent.CredentialsApplied].
  ///
  /// @param version grows with each new password of the session
  /// @param passwordHash crypt(5) hash (`$6$…` or `$y$…`), or empty: no password log-in
  /// @param authorizedKeys lines of sshd(8)'s authorized_keys
  record ApplyCredentials(int version, String passwordHash, List<String> authorizedKeys)
      implements AgentCommand {
    public ApplyCredentials {
      Objects.requireNonNull(passwordHash, "passwordHash");
      authorizedKeys = List.copyOf(authorizedKeys);
    }
  }

  /// Look at the drives again. Answered by [AgentEvent.InventoryTaken].
  record TakeInventory() implements AgentCommand {}

  /// Carry out a check as soon as nothing that it would disturb is at work. Answered by
  /// [AgentEvent.CheckQueued]; then [AgentEvent.CheckStarted] … [AgentEvent.CheckEnded].
  ///
  /// @param checkId the check's id, made by the Manager
  record StartCheck(String checkId, CheckOrder order) implements AgentCommand {
    public StartCheck {
      Objects.requireNonNull(checkId, "checkId");
      Objects.requireNonNull(order, "order");
    }
  }

  /// End a check, queued or at work, and leave nothing of it behind. Answered by
  /// [AgentEvent.CheckCancelling]; the end itself is [AgentEvent.CheckEnded]. A repair that has
  /// begun to write is brought to its end all the same, and says so in its report.
  record CancelCheck(String checkId) implements AgentCommand {
    public CancelCheck {
      Objects.requireNonNull(checkId, "checkId");
    }
  }

  /// A soft reboot: file systems unmounted, then the machine restarted. Answered by
  /// [AgentEvent.Rebooting].
  record Reboot() implements AgentCommand {}

  /// The session is over while the rescue system still runs: stop sshd, end its log-ins, lock root.
  /// Not answered: the Manager closes the connection after it.
  record EndSession() implements AgentCommand {}
}
