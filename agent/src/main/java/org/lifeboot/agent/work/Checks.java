package org.lifeboot.agent.work;

import java.nio.file.Path;
import java.util.function.Function;
import org.lifeboot.agent.check.Check;
import org.lifeboot.agent.check.filesystem.FilesystemCheck;
import org.lifeboot.agent.check.memory.MemoryCheck;
import org.lifeboot.agent.check.processors.ProcessorsCheck;
import org.lifeboot.agent.check.raid.RaidCheck;
import org.lifeboot.agent.check.smart.SmartCheck;
import org.lifeboot.agent.check.surface.SurfaceCheck;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.linux.LowPriority;
import org.lifeboot.agent.repair.RepairCheck;
import org.lifeboot.agent.repair.RepairMeans;
import org.lifeboot.agent.repair.SavedPlace;
import org.lifeboot.agent.repair.UndoCheck;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.AgentCommand.StartCheck;
import org.lifeboot.protocol.CheckOrder;

/// All checks there are: the one place where an order becomes a check. Thread-safe.
public final class Checks {

  private final Tools tools;
  private final Claims claims;
  private final Function<String, SavedPlace> places;

  /// All checks.
  ///
  /// @param places where that lies what a repair overwrites, by the id of the repair's check
  public Checks(Tools tools, Claims claims, Function<String, SavedPlace> places) {
    this.tools = tools;
    this.claims = claims;
    this.places = places;
  }

  /// The check that carries the order out, once.
  public Check of(StartCheck wanted) {
    return switch (wanted.order()) {
      case CheckOrder.Smart smart -> new SmartCheck(smart, tools);
      case CheckOrder.Processors burn ->
          new InTurn(
              burn,
              "a burn of the processors",
              new ProcessorsCheck(burn, tools, LowPriority.here(), Path.of("/")));
      case CheckOrder.Surface surface -> new SurfaceCheck(surface, claims);
      case CheckOrder.Filesystem filesystem -> new FilesystemCheck(filesystem, tools, claims);
      case CheckOrder.Memory memory ->
          new InTurn(
              memory,
              "a memory check",
              new MemoryCheck(memory, tools, LowPriority.here(), Path.of("/")));
      case CheckOrder.Raid raid -> new RaidCheck(raid, tools, Path.of("/"));
      case CheckOrder.Repair repair -> new RepairCheck(repair, means(wanted.checkId()));
      case CheckOrder.Undo undo -> new UndoCheck(undo, means(undo.repair()));
    };
  }

  private RepairMeans means(String repair) {
    return RepairMeans.of(tools, claims, places.apply(repair));
  }
}
