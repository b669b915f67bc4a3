package org.lifeboot.agent.backup;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.lifeboot.agent.tool.JsonText;

/// What lies beside the copy of a device, and tells what it is a copy of.
///
/// @param source the device or image file
/// @param drive the drive's model and serial number, or empty
/// @param copiedAt when it was finished; empty while it is not
/// @param image the copy's file name, in the same folder
/// @param sha256 of the copy: 64 hexadecimal digits; empty while it is not finished
/// @param lost what could not be read of the source: zeros in the copy
@Json
public record Manifest(
    String source,
    String drive,
    String copiedAt,
    String image,
    long sizeBytes,
    String sha256,
    List<Lost> lost) {

  static final String SUFFIX = ".json";
  private static final int MOST_BYTES = 64 << 20;
  private static final JsonType<Manifest> TYPE = Jsonb.builder().build().type(Manifest.class);

  public Manifest {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(drive, "drive");
    Objects.requireNonNull(copiedAt, "copiedAt");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(sha256, "sha256");
    if (image.isEmpty() || image.contains("/") || !sha256.matches("([0-9a-f]{64})?")) {
      throw new IllegalArgumentException("it names no copy");
    }
    lost = List.copyOf(lost);
  }

  /// Written before the first byte is copied, so that no other drive is mixed into the copy.
  static Manifest begun(Source source, String image) {
    return new Manifest(
        source.name(), source.drive(), "", image, source.sizeBytes(), "", List.of());
  }

  boolean finished() {
    return !sha256.isEmpty();
  }

  void writeTo(Path file) throws IOException {
    Files.writeString(file, TYPE.toJson(this) + "\n");
  }

  /// @throws IOException when it cannot be read, or is none
  static Manifest readFrom(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(file + " is no description of a backup: it is too large");
    }
    try {
      return JsonText.read(TYPE, Files.readString(file));
    } catch (JsonException e) {
      throw new IOException(file + " is no description of a backup: " + e.getMessage(), e);
    }
  }
}
