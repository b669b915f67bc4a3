package org.lifeboot.manager.netboot;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/// The ISO that management controllers put into their virtual CD drives, as `./lifeboot medium
/// --manager` has built it. An operator may build another one while the Manager runs. Thread-safe.
public final class MediumFile {

  // ECMA-119, 8.4: the primary volume descriptor, and its publisher's field.
  private static final int DESCRIPTOR = 16 * 2048;
  private static final int PUBLISHER = 318;
  private static final int PUBLISHER_BYTES = 128;

  private final Optional<Path> path;
  private final URI manager;
  private volatile Looked looked = new Looked("", Optional.empty(), OptionalLong.empty());

  /// What was seen of it.
  ///
  /// @param tag of which content
  /// @param page where a server's own sector begins
  private record Looked(String tag, Optional<String> problem, OptionalLong page) {}

  /// @param path empty: there is none
  /// @param manager `boot.url`, which the ISO must ask
  public MediumFile(Optional<Path> path, URI manager) {
    this.path = path;
    this.manager = manager;
  }

  /// Where it is served for a server. The address stays when the content changes: controllers are
  /// asked by it whether the ISO is still in the drive.
  ///
  /// @param server its id
  public static String place(String server) {
    return "/boot/medium/" + server + ".iso";
  }

  /// One is set.
  public boolean isSet() {
    return path.isPresent();
  }

  /// None.
  static MediumFile none(URI manager) {
    return new MediumFile(Optional.empty(), manager);
  }

  /// Why it cannot be served, in words; empty when it can, or when none was set.
  public Optional<String> problem() {
    return path.flatMap(file -> look(file).problem);
  }

  /// Once for each content: controllers read it in thousands of pieces.
  private Looked look(Path file) {
    try {
      String tag = Files.size(file) + "-" + Files.getLastModifiedTime(file).toMillis();
      Looked last = looked;
      if (!last.tag.equals(tag)) {
        last = new Looked(tag, problem(publisher(file), file), MediumPage.find(file));
        looked = last;
      }
      return last;
    } catch (IOException e) {
      String why = "The rescue ISO %s cannot be read: %s".formatted(file, e);
      return new Looked("", Optional.of(why), OptionalLong.empty());
    }
  }

  private Optional<String> problem(String asks, Path file) {
    return asks.equalsIgnoreCase(root())
        ? Optional.empty()
        : Optional.of(
            "The rescue ISO %s asks %s, not %s. Build it by ./lifeboot medium --manager %s %s"
                .formatted(
                    file, asks.isEmpty() ? "no Manager" : quoted(asks), root(), root(), file));
  }

  private String root() {
    return manager.toString().replaceAll("/+$", "");
  }

  private static String quoted(String text) {
    return text.replaceAll("[^!-~]", "?");
  }

  /// What medium/build has written there: the Manager that the ISO asks.
  private static String publisher(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      bytes.skipNBytes(DESCRIPTOR);
      byte[] descriptor = bytes.readNBytes(PUBLISHER + PUBLISHER_BYTES);
      boolean iso =
          descriptor.length == PUBLISHER + PUBLISHER_BYTES
              && new String(descriptor, 1, 5, StandardCharsets.ISO_8859_1).equals("CD001");
      if (!iso) {
        throw new IOException("it is no ISO 9660 image");
      }
      return new String(descriptor, PUBLISHER, PUBLISHER_BYTES, StandardCharsets.ISO_8859_1)
          .strip();
    }
  }

  /// To be sent to a server's controller; empty when it cannot.
  Optional<ServedFile> served(BootDesk.Seat seat) throws IOException {
    if (path.isEmpty()) {
      return Optional.empty();
    }
    Path file = path.get();
    Looked now = look(file);
    if (now.problem.isPresent()) {
      return Optional.empty();
    }
    String words = KernelNetwork.ofMedium(seat.card(), seat.network());
    if (words.isEmpty() || now.page.isEmpty()) {
      return Optional.of(new ServedFile(file, Files.size(file), now.tag));
    }
    var patch = new ServedFile.Patch(now.page.getAsLong(), MediumPage.of(words));
    String tag = now.tag + "-" + Integer.toHexString(words.hashCode());
    return Optional.of(new ServedFile(file, Files.size(file), tag, Optional.of(patch)));
  }
}
