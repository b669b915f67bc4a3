package org.lifeboot.manager.web.page;

import java.util.Optional;
import org.lifeboot.manager.memtest.Memtest;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.session.Session;

/// A server with what was last done with it.
///
/// @param session its live rescue session, or else its newest
/// @param memtest its newest choice of Memtest86+, if that came after the session
record Latest(Server server, Optional<Session> session, Optional<Memtest> memtest) {

  static Latest of(Server server, Optional<Session> session, Optional<Memtest> memtest) {
    return new Latest(
        server,
        session,
        memtest.filter(
            chosen -> session.isEmpty() || chosen.chosenAt().isAfter(session.get().requestedAt())));
  }

  /// Nothing moves any more.
  boolean over() {
    return memtest
        .map(chosen -> !chosen.live())
        .orElseGet(() -> session.filter(Session::live).isEmpty());
  }
}
