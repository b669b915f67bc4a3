package org.lifeboot.manager.web.page;

import java.util.Optional;
import org.lifeboot.manager.memtest.Memtest;
import org.lifeboot.manager.memtest.MemtestState;
import org.lifeboot.manager.power.PowerDrivers;
import org.lifeboot.manager.server.Netboot;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.session.Ladder;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.SessionState;

/// What may be done with a server now.
///
/// @param name the server
/// @param path of the server's page; the forms' addresses begin with it
/// @param mode which choices make sense
/// @param owner who gets the mail
/// @param byAgent the rescue system itself would carry a soft reboot out
/// @param power a power driver is set up
/// @param media a rescue ISO may be put into its virtual CD drive
/// @param ladder the ways of getting it into rescue, when they are being tried
public record ActionsView(
    String name,
    String path,
    Mode mode,
    String owner,
    boolean byAgent,
    boolean power,
    boolean media,
    Ladder ladder,
    String csrf) {

  /// Which choices make sense.
  public enum Mode {
    /// No live session: rescue may be chosen.
    ON_DISK,
    /// Rescue is chosen and nothing has booted: it may be taken back.
    CHOSEN,
    /// The rescue system is on its way.
    BOOTING,
    /// The rescue system is up: back to disk, then reboot.
    IN_RESCUE,
    /// Disk is chosen: the reboot is left to do.
    LEAVING,
    /// Memtest86+ is chosen and was not sent: it may be taken back.
    MEMTEST_CHOSEN,
    /// Memtest86+ was sent: only a hard reboot ends it.
    MEMTEST_SENT
  }

  /// The form that chooses may be shown.
  public boolean choosing() {
    return mode == Mode.ON_DISK || mode == Mode.MEMTEST_SENT;
  }

  static ActionsView of(Latest latest, boolean power, String csrf) {
    Server server = latest.server();
    Optional<Session> session = latest.session();
    return new ActionsView(
        server.name(),
        "/servers/" + server.name(),
        latest
            .memtest()
            .filter(Memtest::live)
            .map(memtest -> mode(memtest.state()))
            .orElseGet(() -> mode(server, session.map(Session::state))),
        server.ownerEmail(),
        session.flatMap(Session::credentials).isPresent(),
        power,
        PowerDrivers.settings(server.power()).offersMedia(),
        session.map(Session::state).map(ActionsView::ladder).orElse(Ladder.NONE),
        csrf);
  }

  private static Ladder ladder(SessionState state) {
    return state instanceof SessionState.Requested requested ? requested.ladder() : Ladder.NONE;
  }

  private static Mode mode(MemtestState state) {
    return state instanceof MemtestState.Sent ? Mode.MEMTEST_SENT : Mode.MEMTEST_CHOSEN;
  }

  private static Mode mode(Server server, Optional<SessionState> state) {
    if (state.isEmpty()) {
      return server.netboot() == Netboot.RESCUE ? Mode.CHOSEN : Mode.ON_DISK;
    }
    return switch (state.get()) {
      case SessionState.Requested _ -> Mode.CHOSEN;
      case SessionState.Booting _ -> Mode.BOOTING;
      case SessionState.Active _, SessionState.Lost _ -> Mode.IN_RESCUE;
      case SessionState.Leaving _ -> Mode.LEAVING;
      case SessionState.Ended _, SessionState.Failed _, SessionState.Expired _ -> Mode.ON_DISK;
    };
  }
}
