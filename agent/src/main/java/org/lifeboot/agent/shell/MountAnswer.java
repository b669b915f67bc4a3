package org.lifeboot.agent.shell;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.lifeboot.agent.mount.InstalledSystem;
import org.lifeboot.agent.mount.MountPlan;
import org.lifeboot.agent.mount.MountPlan.Step;
import org.lifeboot.agent.tool.HostileText;

/// What `lifeboot mount --json` writes.
///
/// @param systems all that are installed
/// @param access `read`, `scratch`, `write`
/// @param mounted where, when it was mounted
@Json
record MountAnswer(
    List<InstalledRoot> systems,
    String access,
    List<Planned> plan,
    List<Left> skipped,
    List<String> mounted,
    List<String> problems,
    List<String> notes) {

  private static final JsonType<MountAnswer> TYPE = Jsonb.builder().build().type(MountAnswer.class);

  /// An installed system.
  @Json
  record InstalledRoot(String root, String type, String uuid, String subvolume, String name) {
    static InstalledRoot of(InstalledSystem system) {
      return new InstalledRoot(
          system.root().device(),
          system.root().content().type(),
          system.root().content().uuid(),
          HostileText.line(system.subvolume()),
          system.name());
    }
  }

  /// One mount.
  @Json
  record Planned(String device, String point, String type, List<String> options) {
    static Planned of(Step step) {
      return switch (step) {
        case Step.FileSystem each ->
            new Planned(
                each.volume().device(),
                HostileText.line(each.point()),
                each.type(),
                each.options().stream().map(HostileText::line).toList());
        case Step.Bind(String from, String point, _) ->
            new Planned(HostileText.line(from), HostileText.line(point), "bind", List.of());
      };
    }
  }

  /// One line of the fstab that is left out.
  @Json
  record Left(String entry, String reason) {}

  static MountAnswer systems(List<InstalledSystem> systems, List<String> problems) {
    return new MountAnswer(
        systems.stream().map(InstalledRoot::of).toList(),
        "",
        List.of(),
        List.of(),
        List.of(),
        problems,
        List.of());
  }

  static MountAnswer planned(MountPlan plan, List<String> troubles) {
    return new MountAnswer(
        List.of(InstalledRoot.of(plan.system())),
        plan.access().name().toLowerCase(Locale.ROOT),
        plan.steps().stream().map(Planned::of).toList(),
        plan.skipped().stream().map(each -> new Left(each.entry(), each.reason())).toList(),
        List.of(),
        troubles,
        plan.notes());
  }

  MountAnswer mounted(List<Path> points, List<String> more, List<String> other) {
    return new MountAnswer(
        systems, access, plan, skipped, points.stream().map(Path::toString).toList(), more, other);
  }

  String json() {
    return TYPE.toJson(this);
  }
}
