package org.lifeboot.manager.web.page;

import java.util.List;
import org.lifeboot.manager.session.Session;

/// The top of a server's page: what is going on, what to do now, how far the boot has come.
///
/// @param over the session is over: the story lies in the past
public record NowView(Story story, List<StepView> steps, boolean over) {

  static NowView of(Latest latest) {
    List<StepView> steps =
        latest.memtest().isPresent()
            ? List.of()
            : latest.session().map(BootSteps::of).orElseGet(List::of);
    return new NowView(Story.of(latest), steps, latest.over());
  }

  /// For the owner, who has no other page than this one.
  static NowView forOwner(Session session) {
    return new NowView(Story.forOwner(session), BootSteps.of(session), !session.live());
  }
}
