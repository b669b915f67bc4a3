package org.lifeboot.manager.web.page.explore;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.web.ExploreDownload;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Guest;
import org.lifeboot.protocol.ArchiveFormat;
import org.lifeboot.protocol.ExploreOrder;
import org.lifeboot.protocol.FilePath;

/// What is taken away: files, folders, what was ticked.
public final class DownloadPages {

  private final ExploreDownload downloads;

  DownloadPages(ExploreDownload downloads) {
    this.downloads = downloads;
  }

  public void file(Context context, Guest guest, Form form) {
    downloads.file(context, wish(context, guest));
  }

  public void picture(Context context, Guest guest, Form form) {
    downloads.picture(context, wish(context, guest));
  }

  private static ExploreDownload.Wish wish(Context context, Guest guest) {
    return new ExploreDownload.Wish(
        guest.session().id(),
        guest.who(),
        Asked.text(context, "volume"),
        Asked.path(Asked.text(context, "path")));
  }

  /// A whole folder.
  public void archive(Context context, Guest guest, Form form) {
    ExploreDownload.Wish wish = wish(context, guest);
    downloads.archive(context, wish, pack(wish, List.of(), Asked.text(context, "format")));
  }

  /// What was ticked in a folder.
  public void selection(Context context, Guest guest, Form form) {
    var wish =
        new ExploreDownload.Wish(
            guest.session().id(),
            guest.who(),
            form.exact("volume"),
            Asked.path(form.exact("path")));
    List<String> names =
        form.fields().entrySet().stream()
            .filter(each -> each.getKey().matches("n\\d{1,4}"))
            .map(each -> name(wish.path(), each.getValue()))
            .sorted()
            .toList();
    if (names.isEmpty()) {
      throw new Problem(
          ProblemCode.BAD_REQUEST,
          "Nothing was ticked. Go back, tick what you want, and try again.");
    }
    downloads.archive(context, wish, pack(wish, names, form.exact("format")));
  }

  private static String name(FilePath folder, String name) {
    try {
      return folder.child(name).name();
    } catch (IllegalArgumentException _) {
      throw new Problem(ProblemCode.BAD_REQUEST, "There is no such name.");
    }
  }

  private static ExploreOrder.PackFiles pack(
      ExploreDownload.Wish wish, List<String> names, String format) {
    ArchiveFormat kind =
        Arrays.stream(ArchiveFormat.values())
            .filter(each -> each.suffix().equals(format))
            .findFirst()
            .orElseThrow(
                () ->
                    new Problem(
                        ProblemCode.BAD_REQUEST, "Archives are made as tar.zst and as zip."));
    return new ExploreOrder.PackFiles(wish.volume(), wish.path().encoded(), names, kind);
  }
}
