package org.lifeboot.manager.netboot;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The rescue system's files on the Manager's machine: `image.folder`. Read anew each time, so that
/// an image built while the Manager runs is found. Immutable.
public final class ImageCatalog {

  static final String KERNEL = "vmlinuz";
  static final String INITRD = "initrd.img";
  static final String SQUASHFS = "filesystem.squashfs";
  static final String MEMTEST_BIOS = "memtest.bin";
  static final String MEMTEST_EFI = "memtest.efi";
  static final String SHIM = "shimx64.efi";
  static final String GRUB = "grubx64.efi";

  private static final int LONGEST_DESCRIPTION_BYTES = 64 * 1024;
  private static final JsonType<ImageDescription> JSON =
      Jsonb.builder().build().type(ImageDescription.class);

  private final Path folder;

  public ImageCatalog(Path folder) {
    this.folder = folder;
  }

  /// What there is to boot.
  public sealed interface Answer {

    /// A complete rescue system.
    record Ready(Path folder, ImageDescription description) implements Answer {
      public Path file(String name) {
        return folder.resolve(name);
      }

      /// The file is described and there, with the size that it should have.
      boolean has(String name) {
        var expected = description.files().get(name);
        return expected != null && file(name).toFile().length() == expected.sizeBytes();
      }
    }

    /// None, or a broken one.
    ///
    /// @param reason what was looked for, what was found, and what to run
    record Missing(String reason) implements Answer {}
  }

  /// The file of Memtest86+ for a firmware.
  ///
  /// @param platform iPXE's `platform`: `pcbios` or `efi`
  static String memtest(String platform) {
    return platform.equals("efi") ? MEMTEST_EFI : MEMTEST_BIOS;
  }

  /// The image, if Memtest86+ came with it.
  public Answer memtest() {
    return switch (image()) {
      case Answer.Missing missing -> missing;
      case Answer.Ready ready ->
          ready.has(MEMTEST_BIOS) && ready.has(MEMTEST_EFI)
              ? ready
              : new Answer.Missing(
                  "No Memtest86+ to boot: the image in "
                      + folder
                      + " was built without it. Build the image anew with ./lifeboot image and set"
                      + " image.folder to the folder it prints");
    };
  }

  /// The image, if the signed programs for UEFI came with it.
  Answer uefi() {
    return switch (image()) {
      case Answer.Missing missing -> missing;
      case Answer.Ready ready ->
          ready.has(SHIM) && ready.has(GRUB)
              ? ready
              : new Answer.Missing(
                  "No signed boot programs for UEFI: the image in "
                      + folder
                      + " was built without them. Build the image anew with ./lifeboot image and set"
                      + " image.folder to the folder it prints");
    };
  }

  public Answer image() {
    if (folder.toString().isEmpty()) {
      return missing("image.folder is not set in the Manager's configuration");
    }
    var description = folder.resolve("image.json");
    try {
      if (!Files.isRegularFile(description)) {
        return missing("there is no " + description);
      }
      if (Files.size(description) > LONGEST_DESCRIPTION_BYTES) {
        return missing(description + " is not an image description: it is too long");
      }
      return checked(JSON.fromJson(Files.readString(description)));
    } catch (IOException e) {
      return missing("reading " + description + " failed: " + e);
    } catch (RuntimeException
        | StackOverflowError e) { // a file cut off makes the parser throw many kinds
      return missing(description + " is not an image description: " + e.getMessage());
    }
  }

  private Answer checked(ImageDescription image) throws IOException {
    for (var name : List.of(KERNEL, INITRD, SQUASHFS)) {
      var file = folder.resolve(name);
      var expected = image.files().get(name);
      if (expected == null || !Files.isRegularFile(file)) {
        return missing("the rescue system in " + folder + " has no " + name);
      }
      if (Files.size(file) != expected.sizeBytes()) {
        return missing(
            "%s has %d bytes where image.json says %d: the build was interrupted or the disk is full"
                .formatted(file, Files.size(file), expected.sizeBytes()));
      }
    }
    return new Answer.Ready(folder, image);
  }

  private static Answer missing(String reason) {
    return new Answer.Missing(
        "No rescue system to boot: "
            + reason
            + ". Build one with ./lifeboot image and set image.folder to the folder it prints");
  }
}
