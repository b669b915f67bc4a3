package org.lifeboot.manager.web.page.explore;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Locale;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Guest;
import org.lifeboot.protocol.ExploreOrder;
import org.lifeboot.protocol.FilePath;
import org.lifeboot.protocol.FolderPage;
import org.lifeboot.protocol.FolderSort;

/// Folders.
public final class FolderPages {

  private final ExploreDesk desk;

  FolderPages(ExploreDesk desk) {
    this.desk = desk;
  }

  public void folder(Context context, Guest guest, Form form) {
    Links links = desk.links(context, guest);
    FilePath path = Asked.path(Asked.text(context, "path"));
    var asked =
        new FolderView.Asked(
            Asked.text(context, "search"),
            sort(Asked.text(context, "sort")),
            Asked.text(context, "down").equals("1"),
            (int) Math.clamp(Asked.number(context, "from", 0), 0L, Integer.MAX_VALUE - 10_000L),
            Asked.text(context, "whole").equals("1"));
    var order =
        new ExploreOrder.ListFolder(
            links.volume(),
            path.encoded(),
            asked.search(),
            asked.sort(),
            asked.descending(),
            asked.from(),
            FolderView.ROWS,
            asked.whole());
    FolderPage page = desk.ask(guest, order, FolderPage.class);
    desk.send(
        context,
        200,
        "exploreFolder",
        FolderView.of(desk.frame(guest, links), links, path, asked, page));
  }

  private static FolderSort sort(String word) {
    return Arrays.stream(FolderSort.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElse(FolderSort.NAME);
  }
}
