package org.lifeboot.manager.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.explore.Explorations;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.stream.Incoming;
import org.lifeboot.protocol.ExploreOrder;
import org.lifeboot.protocol.FileEntry;
import org.lifeboot.protocol.FileKind;
import org.lifeboot.protocol.FilePath;

/// Sends what lies on a rescued server's disks to a browser or a program, as it comes: nothing is
/// stored here, and what breaks off looks broken off. Nothing of it is ever run or shown as a page.
public final class ExploreDownload {

  /// Nothing in it may run, wherever it is opened (CSP Level 3, `sandbox`).
  private static final String NOTHING_RUNS = "default-src 'none'; sandbox";

  private static final int CHUNK_BYTES = 64 << 10;
  private static final long LARGEST_PICTURE = 64L << 20;
  private static final int HEAD_BYTES = 12;

  private final Explorations explorations;

  ExploreDownload(Explorations explorations) {
    this.explorations = explorations;
  }

  /// Who takes what.
  ///
  /// @param path checked
  public record Wish(SessionId session, Who who, String volume, FilePath path) {}

  /// A file, whole or in part.
  public void file(Context context, Wish wish) {
    FileEntry entry = look(wish);
    String tag = "\"" + entry.stamp() + "\"";
    harmless(context);
    context
        .contentType("application/octet-stream")
        .header("Accept-Ranges", "bytes")
        .header("ETag", tag)
        .header("Last-Modified", httpDate(entry.modifiedSeconds()))
        .header("Content-Disposition", FileName.attachment(wish.path().name(), ""));
    var range =
        ByteRange.of(
            Optional.ofNullable(context.header("Range")),
            Optional.ofNullable(context.header("If-Range")),
            tag,
            entry.sizeBytes());
    switch (range) {
      case ByteRange.Whole() -> send(context, wish, entry, 0, entry.sizeBytes());
      case ByteRange.Part(long from, long length) -> {
        context.status(206);
        context.header(
            "Content-Range",
            "bytes %d-%d/%d".formatted(from, from + length - 1, entry.sizeBytes()));
        send(context, wish, entry, from, length);
      }
      case ByteRange.Outside() -> {
        context.status(416);
        context.header("Content-Range", "bytes */" + entry.sizeBytes());
      }
    }
  }

  private FileEntry look(Wish wish) {
    FileEntry entry =
        explorations.ask(
            wish.session(),
            new ExploreOrder.LookAt(wish.volume(), wish.path().encoded()),
            FileEntry.class);
    if (entry.kind() != FileKind.FILE) {
      throw new Problem(
          ProblemCode.WRONG_KIND,
          entry.kind() == FileKind.FOLDER
              ? "This is a folder; download it as an archive."
              : "This is a special file, which is shown but never opened.");
    }
    return entry;
  }

  private static void harmless(Context context) {
    context.disableCompression();
    context.header("Content-Security-Policy", NOTHING_RUNS);
  }

  private static String httpDate(long seconds) {
    long sane = Math.clamp(seconds, 0, 253_402_300_799L); // the end of the year 9999
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        Instant.ofEpochSecond(sane).atOffset(ZoneOffset.UTC));
  }

  private void send(Context context, Wish wish, FileEntry entry, long from, long length) {
    if (context.method().equals(HandlerType.HEAD)) {
      context.header("Content-Length", Long.toString(length));
      return;
    }
    var order =
        new ExploreOrder.ReadFile(
            wish.volume(), wish.path().encoded(), from, length, entry.stamp());
    try (Incoming incoming = explorations.bytes(wish.session(), order)) {
      explorations.noteDownload(wish.who(), wish.session(), wish.volume(), wish.path().encoded());
      context.header("Content-Length", Long.toString(length));
      pass(context, incoming.bytes());
    }
  }

  /// A folder, or some of what lies in it, made into an archive while it is sent.
  public void archive(Context context, Wish wish, ExploreOrder.PackFiles order) {
    harmless(context);
    try (Incoming incoming = explorations.bytes(wish.session(), order)) {
      explorations.noteDownload(
          wish.who(),
          wish.session(),
          wish.volume(),
          wish.path().encoded() + " as " + order.format().suffix());
      context
          .contentType("application/octet-stream")
          .header(
              "Content-Disposition",
              FileName.attachment(wish.path().name(), "." + order.format().suffix()));
      pass(context, incoming.bytes());
    }
  }

  private static void pass(Context context, InputStream from) {
    var chunk = new byte[CHUNK_BYTES];
    try {
      OutputStream out = context.res().getOutputStream();
      for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
        out.write(chunk, 0, count);
      }
      out.flush();
    } catch (IOException _) {
      Abort.connection(context);
    }
  }

  /// A picture, if it is one: told by its own first bytes, and never SVG, which is a program.
  public void picture(Context context, Wish wish) {
    FileEntry entry = look(wish);
    if (entry.sizeBytes() > LARGEST_PICTURE) {
      throw new Problem(
          ProblemCode.OUT_OF_RANGE, "This picture is too large to be shown; download it.");
    }
    var order =
        new ExploreOrder.ReadFile(wish.volume(), wish.path().encoded(), 0, -1, entry.stamp());
    try (Incoming incoming = explorations.bytes(wish.session(), order)) {
      byte[] head = incoming.bytes().readNBytes(HEAD_BYTES);
      Picture kind =
          Picture.of(head)
              .orElseThrow(
                  () ->
                      new Problem(ProblemCode.WRONG_KIND, "This is no picture that can be shown."));
      harmless(context);
      context.contentType(kind.type()).header("Content-Disposition", "inline");
      context.header("Content-Length", Long.toString(entry.sizeBytes()));
      context.res().getOutputStream().write(head);
      pass(context, incoming.bytes());
    } catch (IOException _) {
      Abort.connection(context);
    }
  }

  /// The pictures that every browser shows without running anything.
  private enum Picture {
    PNG("image/png", 0x89, 'P', 'N', 'G'),
    JPEG("image/jpeg", 0xff, 0xd8, 0xff),
    GIF("image/gif", 'G', 'I', 'F', '8'),
    WEBP("image/webp", 'R', 'I', 'F', 'F');

    private final String type;

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
    private final int[] magic;

    Picture(String type, int... magic) {
      this.type = type;
      this.magic = magic;
    }

    String type() {
      return type;
    }

    static Optional<Picture> of(byte[] head) {
      return Arrays.stream(values()).filter(each -> each.begins(head)).findFirst();
    }

    private boolean begins(byte[] head) {
      if (head.length < HEAD_BYTES) {
        return false;
      }
      for (int i = 0; i < magic.length; i++) {
        if (Byte.toUnsignedInt(head[i]) != magic[i]) {
          return false;
        }
      }
      return this != WEBP || head[8] == 'W';
    }
  }
}
