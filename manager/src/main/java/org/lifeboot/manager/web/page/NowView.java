package org.lifeboot.manager.web.page;

import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.session.Session;

/// The top of a server's page: what is going on, what to do now, how far the boot has come.
///
/// @param over the session is over: the story lies in the past
public record NowView(Story story, List<StepView> steps, boolean over) {

  static NowView of(Server server, Optional<Session> session) {
    return new NowView(
        Story.of(server, session),
        session.map(BootSteps::of).orElseGet(List::of),
        session.filter(Session::live).isEmpty());
  }

  /// For the owner, who has no other page than this one.
  static NowView forOwner(Session session) {
    return new NowView(Story.forOwner(session), BootSteps.of(session), !session.live());
  }
}
