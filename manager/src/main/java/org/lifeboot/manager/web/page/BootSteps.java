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

  private record Stage(String title, List<String> steps) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage("DHCP", List.of(Steps.DHCP)),
          new Stage("iPXE", List.of(Steps.IPXE)),
          new Stage("Kernel", List.of(Steps.KERNEL)),
          new Stage("Initrd", List.of(Steps.INITRD, Steps.AGENT, Steps.SESSION_FILE)),
          new Stage("Squashfs", List.of(Steps.SQUASHFS)),
          new Stage("Agent", List.of(Steps.TOKEN, Steps.ACTIVE)));

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
    for (int place = 0; place < STAGES.size(); place++) {
      Stage stage = STAGES.get(place);
      views.add(
          new StepView(stage.title(), progress(place, reached, last), at(stage, boot, session)));
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
    int reached = last == StepView.Progress.DONE ? STAGES.size() - 1 : 0;
    for (int place = 0; place < STAGES.size(); place++) {
      if (entry(STAGES.get(place), boot).isPresent()) {
        reached = Math.max(reached, place);
      }
    }
    return reached;
  }

  private static StepView.Progress progress(int place, int reached, StepView.Progress last) {
    if (place < reached) {
      return StepView.Progress.DONE;
    }
    return place == reached ? last : StepView.Progress.WAITING;
  }

  private static String at(Stage stage, List<TimelineEntry> boot, Session session) {
    return entry(stage, boot)
        .map(entry -> Sizes.time(Duration.between(session.requestedAt(), entry.at())))
        .orElse("");
  }

  private static Optional<TimelineEntry> entry(Stage stage, List<TimelineEntry> boot) {
    return boot.stream().filter(entry -> stage.steps().contains(entry.step())).findFirst();
  }
}
