package org.lifeboot.manager.web.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.SessionState;
import org.lifeboot.manager.session.Steps;
import org.lifeboot.manager.session.TimelineEntry;

/// The way from power-on to the Agent's call, as six steps, and how far this boot has come.
final class BootSteps {

  private enum Stage {
    DHCP("DHCP", List.of(Steps.DHCP)),
    IPXE("iPXE", List.of(Steps.IPXE)),
    KERNEL("Kernel", List.of(Steps.KERNEL)),
    INITRD("Initrd", List.of(Steps.INITRD, Steps.AGENT, Steps.SESSION_FILE)),
    SQUASHFS("Squashfs", List.of(Steps.SQUASHFS)),
    AGENT("Agent", List.of(Steps.TOKEN, Steps.ACTIVE));

    private final String title;
    private final List<String> steps;

    Stage(String title, List<String> steps) {
      this.title = title;
      this.steps = steps;
    }
  }

  private BootSteps() {}

  /// The steps, or none where they say nothing: before the first boot and after the end.
  static List<StepView> of(Session session) {
    return switch (session.state()) {
      case SessionState.Requested _, SessionState.Booting _ ->
          steps(session, StepView.Progress.CURRENT);
      case SessionState.Active _, SessionState.Leaving _, SessionState.Lost _ ->
          steps(session, StepView.Progress.DONE);
      case SessionState.Failed _ -> steps(session, StepView.Progress.FAILED);
      case SessionState.Ended _, SessionState.Expired _ -> List.of();
    };
  }

  private static List<StepView> steps(Session session, StepView.Progress last) {
    List<TimelineEntry> boot = newestBoot(session.timeline());
    var views = new ArrayList<StepView>();
    int reached = reached(boot, last);
    for (Stage stage : Stage.values()) {
      views.add(
          new StepView(stage.title, progress(stage, reached, last), at(stage, boot, session)));
    }
    return List.copyOf(views);
  }

  /// A second attempt begins all over: only what came with or after the last iPXE counts.
  private static List<TimelineEntry> newestBoot(List<TimelineEntry> timeline) {
    int from = 0;
    for (int i = 0; i < timeline.size(); i++) {
      String step = timeline.get(i).step();
      if (step.equals(Steps.IPXE)) {
        boolean withDhcp = i > 0 && timeline.get(i - 1).step().equals(Steps.DHCP);
        from = withDhcp ? i - 1 : i;
      }
    }
    return timeline.subList(from, timeline.size());
  }

  private static int reached(List<TimelineEntry> boot, StepView.Progress last) {
    int reached = last == StepView.Progress.DONE ? Stage.AGENT.ordinal() : 0;
    for (Stage stage : Stage.values()) {
      if (entry(stage, boot).isPresent()) {
        reached = Math.max(reached, stage.ordinal());
      }
    }
    return reached;
  }

  private static StepView.Progress progress(Stage stage, int reached, StepView.Progress last) {
    if (stage.ordinal() < reached) {
      return StepView.Progress.DONE;
    }
    return stage.ordinal() == reached ? last : StepView.Progress.WAITING;
  }

  private static String at(Stage stage, List<TimelineEntry> boot, Session session) {
    return entry(stage, boot)
        .map(entry -> Sizes.time(Duration.between(session.requestedAt(), entry.at())))
        .orElse("");
  }

  private static Optional<TimelineEntry> entry(Stage stage, List<TimelineEntry> boot) {
    return boot.stream().filter(entry -> stage.steps.contains(entry.step())).findFirst();
  }
}
