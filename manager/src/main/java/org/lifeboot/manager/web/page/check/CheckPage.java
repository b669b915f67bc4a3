package org.lifeboot.manager.web.page.check;

import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.web.page.Chip;
import org.lifeboot.manager.web.page.Shell;
import org.lifeboot.protocol.Inventory;

/// One tab with checks.
///
/// @param path of the session's pages
/// @param notice what was just done, or empty
/// @param problem why something was not done, or empty
/// @param intro what this check does, in two sentences
/// @param starts empty while there is no rescue system to start anything in
/// @param maps of the drives, where the tab's cards do not have them
/// @param repairs of earlier sessions of this server, that can still be undone
public record CheckPage(
    Shell shell,
    String name,
    String path,
    Tab tab,
    String notice,
    String problem,
    TabView.Bar bar,
    Head head,
    String intro,
    List<StartForm> starts,
    CardView.Deck deck,
    List<DiskMap> maps,
    List<EarlierRepair> repairs) {
  public CheckPage {
    starts = List.copyOf(starts);
    maps = List.copyOf(maps);
    repairs = List.copyOf(repairs);
  }

  /// How the session stands, in the fewest words.
  ///
  /// @param lost why nothing moves, or empty
  public record Head(Chip chip, Optional<java.time.Instant> lastSeenAt, String lost) {

    static Head of(Look look) {
      var story = org.lifeboot.manager.web.page.Story.forOwner(look.session());
      boolean lost =
          look.session().state() instanceof org.lifeboot.manager.session.SessionState.Lost;
      return new Head(
          story.chip(),
          look.session().lastSeenAt(),
          lost ? LOST : look.inRescue() ? "" : story.what() + " " + story.next());
    }
  }

  private static final String LOST =
      "The rescue system does not answer. Checks that ran are shown as crashed, with the step they"
          + " were at; if it comes back, they go on and say so. If it does not within some minutes,"
          + " the server needs a hard reboot.";

  static List<DiskMap> maps(Look look, Tab tab) {
    return tab == Tab.FILESYSTEM || tab == Tab.RAID
        ? look.inventory().map(Inventory::drives).orElse(List.of()).stream()
            .map(DiskMap::of)
            .toList()
        : List.of();
  }

  static String intro(Tab tab) {
    return switch (tab) {
      case SMART ->
          "Each drive is asked for its own health report, and can be told to test itself. Nothing is"
              + " written to it.";
      case PROCESSORS ->
          "Every processor calculates at full load, alone and with all others, and its results are"
              + " compared with the right ones. The server is slow meanwhile.";
      case SURFACE ->
          "Every sector of a drive or partition is read once, to find those that cannot be read and"
              + " those that are slow. Nothing is written.";
      case FILESYSTEM ->
          "A repair of the file system is rehearsed in memory and its findings are listed. The disk"
              + " itself is not changed. A real repair is offered after it, and asks first.";
      case MEMORY ->
          "As much memory as the rescue system can spare is written with patterns and read again."
              + " What the rescue system itself needs is not tested.";
      case RAID ->
          "The arrays of Linux software RAID are read, with their members, spares and mismatches."
              + " Nothing is assembled and nothing is written.";
      case OVERVIEW, EXPLORE, TERMINAL, REPORT -> "";
    };
  }
}
