package org.lifeboot.agent.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// The arrays that are not assembled, and how they are: from the members themselves, by UUID. They
/// stay up until somebody stops them; nothing is written on them before the first write (md's
/// `start_ro`).
public final class RestingArrays {

  private final Tools tools;

  public RestingArrays(Tools tools) {
    this.tools = tools;
  }

  /// What was found.
  ///
  /// @param troubles members that could not be read
  public record Found(List<Layer.Array> arrays, List<String> troubles) {
    public Found {
      arrays = List.copyOf(arrays);
      troubles = List.copyOf(troubles);
    }
  }

  public Found find() {
    var found = new LinkedHashMap<String, Layer.Array>();
    var troubles = new ArrayList<String>();
    try {
      for (Leaves.Leaf leaf : Leaves.of(Lsblk.report(tools.run(Lsblk.command())))) {
        if (leaf.content().raidMember() && leaf.inUse().isEmpty()) {
          add(leaf.layer(), found, troubles);
        }
      }
    } catch (NotUp e) {
      troubles.add(e.reason());
    }
    return new Found(List.copyOf(found.values()), troubles);
  }

  private void add(Layer.Leaf leaf, Map<String, Layer.Array> found, List<String> troubles) {
    try {
      Mdadm.Member member = Mdadm.report(leaf.device(), tools.run(Mdadm.examine(leaf.device())));
      found.merge(
          member.arrayUuid(),
          new Layer.Array(
              member.arrayUuid(), member.name(), member.level(), member.devices(), List.of(leaf)),
          RestingArrays::joined);
    } catch (NotUp e) {
      troubles.add(e.reason());
    }
  }

  private static Layer.Array joined(Layer.Array one, Layer.Array more) {
    List<Layer> members = Stream.concat(one.below().stream(), more.below().stream()).toList();
    return new Layer.Array(one.uuid(), one.name(), one.level(), one.devices(), members);
  }

  /// The command, for a person to read.
  ///
  /// @param evenDegraded run it with fewer members than when it last ran
  public static List<String> command(Layer.Array array, boolean evenDegraded) {
    List<String> members = array.below().stream().map(Layer::device).toList();
    return Mdadm.assemble(device(array), array.uuid(), members, evenDegraded).arguments();
  }

  /// Its own name where that is a free number, else the next free one.
  private static String device(Layer.Array array) {
    return array.device().matches("/dev/md\\d{1,3}") && !Files.exists(Path.of(array.device()))
        ? array.device()
        : MdDevices.free().orElse("/dev/md255");
  }

  /// Why it did not come up; empty when it did.
  public Optional<String> assemble(Layer.Array array, boolean evenDegraded) {
    List<String> members = array.below().stream().map(Layer::device).toList();
    String device = device(array);
    Outcome outcome = tools.run(Mdadm.assemble(device, array.uuid(), members, evenDegraded));
    Optional<String> problem = outcome.problem("assembling " + array.device());
    if (problem.isPresent() || !MdDevices.running(device)) {
      Outcome _ = tools.run(Mdadm.stop(device));
      return problem.or(() -> Optional.of(array.device() + " was assembled and does not run"));
    }
    return Optional.empty();
  }
}
