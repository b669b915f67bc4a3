package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Objects;

/// What is asked of a rescued server's disks. Nothing of it writes. Paths are written as
/// [FilePath], names as its parts; `volume` is a [VolumeList.Volume#key].
@Json(typeProperty = "explore")
@Json.SubType(type = ExploreOrder.ListVolumes.class, name = "listVolumes")
@Json.SubType(type = ExploreOrder.OpenVolume.class, name = "openVolume")
@Json.SubType(type = ExploreOrder.UnlockVolume.class, name = "unlockVolume")
@Json.SubType(type = ExploreOrder.OpenRehearsed.class, name = "openRehearsed")
@Json.SubType(type = ExploreOrder.CloseVolume.class, name = "closeVolume")
@Json.SubType(type = ExploreOrder.LookAt.class, name = "lookAt")
@Json.SubType(type = ExploreOrder.ListFolder.class, name = "listFolder")
@Json.SubType(type = ExploreOrder.ReadFile.class, name = "readFile")
@Json.SubType(type = ExploreOrder.ReadText.class, name = "readText")
@Json.SubType(type = ExploreOrder.SearchText.class, name = "searchText")
@Json.SubType(type = ExploreOrder.ListLogs.class, name = "listLogs")
@Json.SubType(type = ExploreOrder.ReadJournal.class, name = "readJournal")
@Json.SubType(type = ExploreOrder.Glance.class, name = "glance")
@Json.SubType(type = ExploreOrder.PackFiles.class, name = "packFiles")
public sealed interface ExploreOrder {

  /// The most names in one [PackFiles].
  int MOST_NAMES = 10_000;

  /// The most entries in one answer.
  int MOST_ENTRIES = 1_000;

  /// Answered by a [VolumeList].
  record ListVolumes() implements ExploreOrder {}

  /// Answered by a [VolumeAnswer]. One that is open already is kept open longer.
  record OpenVolume(String volume) implements ExploreOrder {
    public OpenVolume {
      Objects.requireNonNull(volume, "volume");
    }
  }

  /// The same for a locked one: goes both ways. The Manager sends the passphrase in UTF-8 with a
  /// line feed behind it; the Agent answers with a [VolumeAnswer].
  record UnlockVolume(String volume) implements ExploreOrder {
    public UnlockVolume {
      Objects.requireNonNull(volume, "volume");
    }
  }

  /// Rehearses a repair once more, and opens what it would leave as a volume of its own
  /// ([#rehearsed]). Answered by a [VolumeAnswer]: not done yet while it is being rehearsed, which
  /// takes as long as the check took; asked again, it is not begun again.
  ///
  /// @param device that the repair was planned for
  /// @param fingerprint of the plan ([RepairOffer#fingerprint])
  record OpenRehearsed(String device, String fingerprint) implements ExploreOrder {
    public OpenRehearsed {
      Objects.requireNonNull(device, "device");
      Objects.requireNonNull(fingerprint, "fingerprint");
    }
  }

  /// The key of what the repair of a device would leave.
  static String rehearsed(String device) {
    return "repaired:" + device;
  }

  /// Lets go of it, whatever is being read. Answered by a [VolumeAnswer].
  record CloseVolume(String volume) implements ExploreOrder {
    public CloseVolume {
      Objects.requireNonNull(volume, "volume");
    }
  }

  /// Answered by a [FileEntry]: what the path names, links followed.
  record LookAt(String volume, String path) implements ExploreOrder {
    public LookAt {
      Objects.requireNonNull(volume, "volume");
      Objects.requireNonNull(path, "path");
    }
  }

  /// Answered by a [FolderPage].
  ///
  /// @param search what names contain, as a person types it; empty for all
  /// @param from how many entries are skipped
  /// @param count 1 to [#MOST_ENTRIES]
  /// @param whole whether to wait until a giant folder is read to its end; else what can be had at
  ///   once will do
  record ListFolder(
      String volume,
      String path,
      String search,
      FolderSort sort,
      boolean descending,
      int from,
      int count,
      boolean whole)
      implements ExploreOrder {
    public ListFolder {
      Objects.requireNonNull(volume, "volume");
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(search, "search");
      Objects.requireNonNull(sort, "sort");
      if (from < 0 || count < 1 || count > MOST_ENTRIES) {
        throw new IllegalArgumentException("no such entries: " + count + " from " + from);
      }
    }
  }

  /// Answered by the file's bytes.
  ///
  /// @param length how many at most; -1 for all
  /// @param stamp [FileEntry#stamp] as it was when the length was told; empty for any
  record ReadFile(String volume, String path, long offset, long length, String stamp)
      implements ExploreOrder {
    public ReadFile {
      Objects.requireNonNull(volume, "volume");
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(stamp, "stamp");
      if (offset < 0 || length < -1) {
        throw new IllegalArgumentException("no such bytes: " + length + " from " + offset);
      }
    }
  }

  /// Answered by a [TextPage]. Several files are read as one text; what is compressed is unpacked.
  ///
  /// @param paths the pieces, the oldest first
  /// @param piece which of them `offset` is in
  /// @param offset in the unpacked piece; -1 for its end
  /// @param backwards whether what lies before the offset is wanted
  record ReadText(String volume, List<String> paths, int piece, long offset, boolean backwards)
      implements ExploreOrder {
    public ReadText {
      Objects.requireNonNull(volume, "volume");
      paths = List.copyOf(paths);
      requirePiece(paths, piece);
    }
  }

  /// Answered by a [TextFound]. Goes on into the pieces that follow.
  ///
  /// @param words what to look for
  record SearchText(
      String volume,
      List<String> paths,
      int piece,
      long offset,
      boolean backwards,
      String words,
      boolean anyCase)
      implements ExploreOrder {
    public SearchText {
      Objects.requireNonNull(volume, "volume");
      Objects.requireNonNull(words, "words");
      paths = List.copyOf(paths);
      requirePiece(paths, piece);
    }
  }

  /// Answered by a [LogList]: what lies in /var/log.
  record ListLogs(String volume) implements ExploreOrder {
    public ListLogs {
      Objects.requireNonNull(volume, "volume");
    }
  }

  /// Answered by a [JournalPage], the newest first.
  ///
  /// @param unit `ssh.service`, or empty for all
  /// @param priority 0 (emergency) to 7 (debug): this and what is graver
  /// @param boot its id, or empty for all
  /// @param since seconds since 1970; 0 for the beginning
  /// @param until seconds since 1970; 0 for the end
  /// @param cursor [JournalPage#older] of the page before, or empty
  record ReadJournal(
      String volume, String unit, int priority, String boot, long since, long until, String cursor)
      implements ExploreOrder {
    public ReadJournal {
      Objects.requireNonNull(volume, "volume");
      Objects.requireNonNull(unit, "unit");
      Objects.requireNonNull(boot, "boot");
      Objects.requireNonNull(cursor, "cursor");
    }
  }

  /// Answered by a [GlanceList]: what the logs tell of the system's death.
  record Glance(String volume) implements ExploreOrder {
    public Glance {
      Objects.requireNonNull(volume, "volume");
    }
  }

  /// Answered by an archive, as long as it becomes.
  ///
  /// @param folder that the names lie in
  /// @param names in it; empty for the whole folder
  record PackFiles(String volume, String folder, List<String> names, ArchiveFormat format)
      implements ExploreOrder {
    public PackFiles {
      Objects.requireNonNull(volume, "volume");
      Objects.requireNonNull(folder, "folder");
      Objects.requireNonNull(format, "format");
      names = List.copyOf(names);
      if (names.size() > MOST_NAMES) {
        throw new IllegalArgumentException("more than " + MOST_NAMES + " names");
      }
    }
  }

  private static void requirePiece(List<String> paths, int piece) {
    if (piece < 0 || piece >= paths.size() || paths.size() > MOST_NAMES) {
      throw new IllegalArgumentException("no such piece: " + piece + " of " + paths.size());
    }
  }
}
