package org.lifeboot.cli.command;

import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Harmless;

/// What is told when a session has come to where it was waited for.
record WaitEnd(Manager manager, Surroundings around, JsonOption json) {

  int inRescue(Answer<Session> active) {
    if (json.wanted()) {
      around.printDocument(active.document());
      return 0;
    }
    around.print("");
    around.print(
        around.paint().good(Harmless.line(active.value().serverName()) + " is in rescue."));
    around.print("");
    around.print(new SessionPage(manager, around).logIn(active.value()));
    return 0;
  }

  int over(Answer<Session> ended) {
    if (json.wanted()) {
      around.printDocument(ended.document());
      return 0;
    }
    Session session = ended.value();
    String reason = session.reason().map(words -> " (" + words + ")").orElse("");
    around.print(
        Harmless.line(
            "The rescue session of %s is %s%s; it boots its disk."
                .formatted(session.serverName(), session.state(), reason)));
    return 0;
  }
}
