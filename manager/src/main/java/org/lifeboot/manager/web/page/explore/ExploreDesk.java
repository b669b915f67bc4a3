package org.lifeboot.manager.web.page.explore;

import io.javalin.http.Context;
import java.util.Optional;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckId;
import org.lifeboot.manager.explore.Explorations;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.web.Door;
import org.lifeboot.manager.web.Guest;
import org.lifeboot.manager.web.page.Shells;
import org.lifeboot.manager.web.page.Templates;
import org.lifeboot.manager.web.page.Visible;
import org.lifeboot.manager.web.page.check.CheckBoard;
import org.lifeboot.manager.web.page.check.Tab;
import org.lifeboot.protocol.ExploreOrder;

/// What the pages of the explorer share: whom they ask, what is around them, how they are sent.
record ExploreDesk(
    CheckBoard board, Explorations explorations, Templates templates, Shells shells) {

  String path(Guest guest) {
    return "/rescue/" + Door.pathSafe(guest.session().id().text());
  }

  Frame frame(Guest guest, Optional<Links> links, String notice, String problem) {
    String name = guest.session().serverName();
    return new Frame(
        shells.bare("Partitions of " + name, guest.csrf()),
        name,
        path(guest),
        board.bar(guest.session(), Tab.EXPLORE),
        links,
        links.map(each -> Visible.text(each.volume())).orElse(""),
        notice,
        problem);
  }

  Frame frame(Guest guest, Links links) {
    return frame(guest, Optional.of(links), "", "");
  }

  Links links(Context context, Guest guest) {
    return new Links(path(guest) + "/explore", Asked.text(context, "volume"));
  }

  <T> T ask(Guest guest, ExploreOrder order, Class<T> type) {
    return explorations.ask(guest.session().id(), order, type);
  }

  /// A check of this very session.
  Check check(Guest guest, String id) {
    return board
        .checks()
        .find(new CheckId(id))
        .filter(check -> check.session().equals(guest.session().id()))
        .orElseThrow(
            () -> new Problem(ProblemCode.NOT_FOUND, "There is no such check in this session."));
  }

  void send(Context context, int status, String template, Object page) {
    templates.send(context, status, template, page);
  }
}
