package org.lifeboot.manager.web.page.explore;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Locale;
import org.lifeboot.manager.explore.Explorations;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.stream.Incoming;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Guest;
import org.lifeboot.protocol.ExploreOrder;
import org.lifeboot.protocol.FileEntry;
import org.lifeboot.protocol.FileKind;
import org.lifeboot.protocol.FilePath;

/// One file: a picture, a text or bytes, whatever it turns out to be.
public final class FilePages {

  private final ExploreDesk desk;
  private final Explorations explorations;
  private final TextPages texts;

  FilePages(ExploreDesk desk, Explorations explorations, TextPages texts) {
    this.desk = desk;
    this.explorations = explorations;
    this.texts = texts;
  }

  /// A folder, a picture, a text or bytes: whatever it turns out to be.
  public void view(Context context, Guest guest, Form form) {
    Links links = desk.links(context, guest);
    FilePath path = Asked.path(Asked.text(context, "path"));
    FileEntry entry =
        desk.ask(guest, new ExploreOrder.LookAt(links.volume(), path.encoded()), FileEntry.class);
    if (entry.kind() == FileKind.FOLDER) {
      context.redirect(links.folder(path));
      return;
    }
    if (isPicture(path) && Asked.text(context, "offset").isEmpty()) {
      desk.send(
          context,
          200,
          "explorePicture",
          new PictureView(
              desk.frame(guest, links),
              Names.shown(path.name()),
              links.crumbs(path.parent()),
              links.picture(path),
              links.file(path)));
      return;
    }
    texts.file(context, guest, links, path);
  }

  private static boolean isPicture(FilePath path) {
    return path.name().toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g|gif|webp)");
  }

  public void hex(Context context, Guest guest, Form form) {
    Links links = desk.links(context, guest);
    FilePath path = Asked.path(Asked.text(context, "path"));
    FileEntry entry =
        desk.ask(guest, new ExploreOrder.LookAt(links.volume(), path.encoded()), FileEntry.class);
    long size = Math.max(0, entry.sizeBytes());
    long last = Math.max(0, (size - 1) / HexView.BYTES * HexView.BYTES);
    long offset =
        Math.clamp(Asked.number(context, "offset", 0) / 16 * 16, 0, Math.max(0, size - 1));
    byte[] bytes = bytes(guest.session().id(), links, path, offset);
    long before = Math.max(0, offset - HexView.BYTES);
    long after = offset + HexView.BYTES;
    desk.send(
        context,
        200,
        "exploreHex",
        new HexView(
            desk.frame(guest, links),
            Names.shown(path.name()),
            links.crumbs(path.parent()),
            "bytes %,d to %,d of %,d".formatted(offset, offset + bytes.length, size),
            HexView.lines(bytes, offset),
            new TextView.Moves(
                offset == 0 ? "" : links.hex(path, 0),
                offset == 0 ? "" : links.hex(path, before),
                after >= size ? "" : links.hex(path, after),
                after >= size ? "" : links.hex(path, last)),
            links.file(path),
            links.view(path, "&offset=" + offset + "&piece=0")));
  }

  private byte[] bytes(SessionId session, Links links, FilePath path, long offset) {
    var order =
        new ExploreOrder.ReadFile(links.volume(), path.encoded(), offset, HexView.BYTES, "");
    try (Incoming incoming = explorations.bytes(session, order)) {
      return incoming.bytes().readNBytes(HexView.BYTES);
    } catch (IOException e) {
      throw new Problem(
          ProblemCode.UNREADABLE, "The file could not be read here: " + e.getMessage());
    }
  }
}
