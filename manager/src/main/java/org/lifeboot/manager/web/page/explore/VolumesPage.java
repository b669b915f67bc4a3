package org.lifeboot.manager.web.page.explore;

import java.util.List;
import java.util.Locale;
import org.lifeboot.manager.web.page.ContentKind;
import org.lifeboot.manager.web.page.Sizes;
import org.lifeboot.manager.web.page.Visible;
import org.lifeboot.protocol.FilePath;
import org.lifeboot.protocol.VolumeList;

/// All volumes of a server.
///
/// @param looking whether more is known of them soon
public record VolumesPage(Frame frame, List<Row> rows, String trouble, boolean looking) {

  static VolumesPage of(Frame frame, VolumeList list) {
    return new VolumesPage(
        frame,
        list.volumes().stream().map(each -> Row.of(frame, each)).toList(),
        Visible.text(list.problem()),
        list.looking());
  }

  /// What is replaced when more is known: not the fields in which a person may be typing.
  public String part() {
    return rows.stream().anyMatch(row -> row.state() == VolumeList.State.LOCKED)
        ? "looking"
        : "volumes";
  }

  /// One volume.
  ///
  /// @param key for the forms
  /// @param uses what it is for, or empty
  /// @param room how large and how full
  public record Row(
      String key,
      String device,
      String label,
      String uses,
      String fileSystem,
      String stack,
      String room,
      VolumeList.State state,
      String word,
      Links links) {

    static Row of(Frame frame, VolumeList.Volume volume) {
      return new Row(
          volume.key(),
          Visible.text(volume.device()),
          Visible.text(volume.label()),
          Visible.text(String.join(", ", volume.uses())),
          ContentKind.brief(volume.fileSystem()),
          Visible.text(volume.stack()),
          room(volume),
          volume.state(),
          Visible.text(volume.word()),
          new Links(frame.path() + "/explore", volume.key()));
    }

    private static String room(VolumeList.Volume volume) {
      String size = Sizes.drive(volume.sizeBytes());
      if (volume.freeBytes() < 0 || volume.sizeBytes() <= 0) {
        return size;
      }
      long used = Math.clamp(volume.sizeBytes() - volume.freeBytes(), 0, volume.sizeBytes());
      return String.format(
          Locale.ROOT,
          "%s, %d %% full, %s free",
          size,
          Math.round(100.0 * used / volume.sizeBytes()),
          Sizes.drive(volume.freeBytes()));
    }

    public String root() {
      return links.folder(FilePath.ROOT);
    }

    /// What is said where no use is known.
    public String unknownUse() {
      return switch (state) {
        case OPEN, CLOSED -> "no system names it";
        case LOCKED, IN_USE -> "not known";
        case NOTHING, UNLOCKED, OPENING -> "";
      };
    }

    /// The state in words.
    public String says() {
      return switch (state) {
        case OPEN -> "open";
        case CLOSED -> "not open";
        case LOCKED -> "encrypted";
        case UNLOCKED -> "unlocked";
        case OPENING -> "being rehearsed";
        case IN_USE -> "in use";
        case NOTHING -> "no files";
      };
    }
  }
}
