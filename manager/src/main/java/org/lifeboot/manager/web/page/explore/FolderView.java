package org.lifeboot.manager.web.page.explore;

import java.time.Instant;
import java.util.List;
import org.lifeboot.manager.web.page.Sizes;
import org.lifeboot.protocol.FileEntry;
import org.lifeboot.protocol.FileKind;
import org.lifeboot.protocol.FilePath;
import org.lifeboot.protocol.FolderPage;
import org.lifeboot.protocol.FolderSort;

/// One page of a folder.
///
/// @param word what is special about the order
/// @param wholeHref to have all of it put in order; empty when it is
public record FolderView(
    Frame frame,
    Links links,
    FilePath path,
    List<Links.Crumb> crumbs,
    Asked asked,
    List<Row> rows,
    List<Head> heads,
    String count,
    String word,
    String wholeHref,
    String beforeHref,
    String afterHref) {

  static final int ROWS = 150;

  /// What was asked for.
  public record Asked(String search, FolderSort sort, boolean descending, int from, boolean whole) {

    String query(FolderSort by, boolean down, int begin, boolean all) {
      return "&sort="
          + by.name().toLowerCase(java.util.Locale.ROOT)
          + (down ? "&down=1" : "")
          + (begin > 0 ? "&from=" + begin : "")
          + (all ? "&whole=1" : "")
          + (search.isEmpty() ? "" : "&search=" + Links.safe(search));
    }
  }

  /// A column's head.
  ///
  /// @param sorted `ascending`, `descending` or `none`
  public record Head(String title, String href, String sorted) {}

  static FolderView of(Frame frame, Links links, FilePath path, Asked asked, FolderPage page) {
    boolean sorted = page.complete() || asked.whole();
    int after = page.from() + page.entries().size();
    return new FolderView(
        frame,
        links,
        path,
        links.crumbs(path),
        asked,
        page.entries().stream().map(each -> Row.of(links, path, each)).toList(),
        List.of(
            head(links, path, asked, FolderSort.NAME, "Name"),
            head(links, path, asked, FolderSort.SIZE, "Size"),
            head(links, path, asked, FolderSort.TIME, "Changed")),
        count(page, asked),
        page.word(),
        sorted ? "" : links.folder(path, asked.query(asked.sort(), asked.descending(), 0, true)),
        page.from() == 0 ? "" : links.folder(path, again(asked, Math.max(0, page.from() - ROWS))),
        after < page.known() ? links.folder(path, again(asked, after)) : "");
  }

  private static String again(Asked asked, int from) {
    return asked.query(asked.sort(), asked.descending(), from, asked.whole());
  }

  private static Head head(Links links, FilePath path, Asked asked, FolderSort by, String title) {
    boolean current = asked.sort() == by;
    boolean down = current && !asked.descending();
    return new Head(
        title,
        links.folder(path, asked.query(by, current ? down : by != FolderSort.NAME, 0, true)),
        !current ? "none" : asked.descending() ? "descending" : "ascending");
  }

  private static String count(FolderPage page, Asked asked) {
    String what = asked.search().isEmpty() ? "entries" : "entries that fit the search";
    if (page.known() == 0) {
      return asked.search().isEmpty() ? "This folder is empty." : "Nothing fits the search.";
    }
    return "%,d to %,d of %s%,d %s"
        .formatted(
            page.from() + 1,
            page.from() + page.entries().size(),
            page.complete() ? "" : "more than ",
            page.known(),
            what);
  }

  /// The address of the search form.
  public String searchAction() {
    return links.base() + "/folder";
  }

  /// One entry.
  ///
  /// @param href to look at it; empty when there is nothing to look at
  /// @param fileHref to download it
  public record Row(
      String value,
      String name,
      String kind,
      String size,
      Instant changed,
      String mode,
      String owner,
      String target,
      String href,
      String fileHref) {

    static Row of(Links links, FilePath path, FileEntry entry) {
      FilePath child = path.child(entry.name());
      FileKind seen = entry.leadsTo();
      boolean link = entry.kind() == FileKind.LINK;
      String href =
          switch (seen) {
            case FOLDER -> links.folder(child);
            case FILE -> links.view(child);
            default -> "";
          };
      return new Row(
          entry.name(),
          Names.shown(entry.name()),
          (link ? "link to " : "") + words(seen, link),
          seen == FileKind.FILE && !link ? Sizes.drive(entry.sizeBytes()) : "",
          Instant.ofEpochSecond(Math.clamp(entry.modifiedSeconds(), -62135596800L, 253402300799L)),
          mode(entry.mode()),
          Integer.toUnsignedString(entry.user()) + ":" + Integer.toUnsignedString(entry.group()),
          Names.shown(entry.target()),
          href,
          seen == FileKind.FILE ? links.file(child) : "");
    }

    private static String words(FileKind kind, boolean link) {
      return switch (kind) {
        case FILE -> link ? "a file" : "file";
        case FOLDER -> link ? "a folder" : "folder";
        case LINK -> "link";
        case FIFO -> "pipe";
        case SOCKET -> "socket";
        case CHARACTER_DEVICE, BLOCK_DEVICE -> "device";
        case UNKNOWN -> link ? "nothing on this volume" : "cannot be read";
      };
    }

    private static String mode(int mode) {
      String rights = "rwxrwxrwx";
      var text = new StringBuilder();
      for (int bit = 0; bit < 9; bit++) {
        text.append((mode >> (8 - bit) & 1) == 1 ? rights.charAt(bit) : '-');
      }
      return text.toString();
    }
  }
}
