package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// Something that happened on the rescued server, inside an [AgentMessage.Numbered].
@Json(typeProperty = "type")
@Json.SubType(type = AgentEvent.CredentialsApplied.class, name = "credentialsApplied")
@Json.SubType(type = AgentEvent.InventoryTaken.class, name = "inventoryTaken")
@Json.SubType(type = AgentEvent.CheckQueued.class, name = "checkQueued")
@Json.SubType(type = AgentEvent.CheckStarted.class, name = "checkStarted")
@Json.SubType(type = AgentEvent.CheckStep.class, name = "checkStep")
@Json.SubType(type = AgentEvent.CheckMeasured.class, name = "checkMeasured")
@Json.SubType(type = AgentEvent.CheckEvidence.class, name = "checkEvidence")
@Json.SubType(type = AgentEvent.CheckEnded.class, name = "checkEnded")
@Json.SubType(type = AgentEvent.CheckCancelling.class, name = "checkCancelling")
@Json.SubType(type = AgentEvent.Rebooting.class, name = "rebooting")
@Json.SubType(type = AgentEvent.ClockWrong.class, name = "clockWrong")
@Json.SubType(type = AgentEvent.CommandFailed.class, name = "commandFailed")
public sealed interface AgentEvent {

  /// The command that this answers, or empty.
  default String answeredCommand() {
    return switch (this) {
      case CredentialsApplied(String id, _) -> id;
      case InventoryTaken(String id, _) -> id;
      case CheckQueued(String id, _) -> id;
      case CheckCancelling(String id, _) -> id;
      case Rebooting(String id) -> id;
      case CommandFailed(String id, _) -> id;
      case CheckStarted _,
          CheckStep _,
          CheckMeasured _,
          CheckEvidence _,
          CheckEnded _,
          ClockWrong _ ->
          "";
    };
  }

  /// What is told of one check.
  sealed interface OfCheck extends AgentEvent {
    String checkId();
  }

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

  /// A check of [AgentCommand.StartCheck] waits for its turn.
  record CheckQueued(String commandId, String checkId) implements OfCheck {
    public CheckQueued {
      Objects.requireNonNull(commandId, "commandId");
      Objects.requireNonNull(checkId, "checkId");
    }
  }

  /// A check has left the queue and is at work.
  record CheckStarted(String checkId) implements OfCheck {
    public CheckStarted {
      Objects.requireNonNull(checkId, "checkId");
    }
  }

  /// A check begins a step: told before the step is taken, so that a machine that dies of it has
  /// said what it was doing.
  ///
  /// @param part which part: a device, `CPU 3`, …, or empty for the whole target
  /// @param step what is done to it, in words
  record CheckStep(String checkId, String part, String step) implements OfCheck {
    public CheckStep {
      Objects.requireNonNull(checkId, "checkId");
      Objects.requireNonNull(part, "part");
      Objects.requireNonNull(step, "step");
    }
  }

  /// Points of a curve or a map; a point with the same `x` replaces an earlier one.
  ///
  /// @param series `temperature of CPU 0`, `latency`, …
  /// @param unit of `y`: `°C`, `MHz`, `ms`, `bytes`
  /// @param points at most [Protocol#MOST_POINTS]
  record CheckMeasured(String checkId, String series, String unit, List<Point> points)
      implements OfCheck {
    public CheckMeasured {
      Objects.requireNonNull(checkId, "checkId");
      Objects.requireNonNull(series, "series");
      Objects.requireNonNull(unit, "unit");
      points = List.copyOf(points);
    }
  }

  /// One point of a curve or map.
  ///
  /// @param x seconds since the check's start for a curve, number of the cell for a map
  record Point(double x, double y) {}

  /// A piece of a tool's own output, kept whole: all pieces of one name, one after the other.
  ///
  /// @param name which tool, for people and as a file's name: `e2fsck`, `smartctl`
  /// @param text hostile; at most [Protocol#MOST_EVIDENCE_CHARACTERS]
  record CheckEvidence(String checkId, String name, String text) implements OfCheck {
    public CheckEvidence {
      Objects.requireNonNull(checkId, "checkId");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(text, "text");
    }
  }

  /// A check is over; nothing of it is left on the server.
  record CheckEnded(String checkId, CheckReport report) implements OfCheck {
    public CheckEnded {
      Objects.requireNonNull(checkId, "checkId");
      Objects.requireNonNull(report, "report");
    }
  }

  /// [AgentCommand.CancelCheck] was understood; the end follows, unless it came already.
  record CheckCancelling(String commandId, String checkId) implements OfCheck {
    public CheckCancelling {
      Objects.requireNonNull(commandId, "commandId");
      Objects.requireNonNull(checkId, "checkId");
    }
  }

  /// The last words before the rescue system goes down in answer to [AgentCommand.Reboot].
  record Rebooting(String commandId) implements AgentEvent {
    public Rebooting {
      Objects.requireNonNull(commandId, "commandId");
    }
  }

  /// The rescue system's clock was more than [Protocol#CLOCK_TOLERANCE] off the Manager's when it
  /// was welcomed.
  ///
  /// @param system the rescue system's clock as it was
  /// @param hardware the server's own clock then, which is left as it is; equal to `system` where
  ///   it cannot be read, or is right
  /// @param manager the Manager's clock
  /// @param problem why the rescue system could not take the Manager's time; empty when it did
  record ClockWrong(Instant system, Instant hardware, Instant manager, String problem)
      implements AgentEvent {
    public ClockWrong {
      Objects.requireNonNull(system, "system");
      Objects.requireNonNull(hardware, "hardware");
      Objects.requireNonNull(manager, "manager");
      Objects.requireNonNull(problem, "problem");
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
