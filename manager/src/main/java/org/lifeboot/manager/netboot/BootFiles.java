package org.lifeboot.manager.netboot;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The files that may be fetched: a closed list, so that no text of a request ever becomes a path.
final class BootFiles {

  private static final Map<String, BootFile> IMAGE_FILES =
      Map.of(
          ImageCatalog.KERNEL, BootFile.KERNEL,
          ImageCatalog.INITRD, BootFile.INITRD,
          ImageCatalog.SQUASHFS, BootFile.SQUASHFS,
          ImageCatalog.MEMTEST_BIOS, BootFile.MEMTEST,
          ImageCatalog.MEMTEST_EFI, BootFile.MEMTEST);

  private static final Set<String> PROGRAMS = Set.of(ImageCatalog.SHIM, ImageCatalog.GRUB);

  private final ImageCatalog images;
  private final AgentImage agent;

  BootFiles(ImageCatalog images, AgentImage agent) {
    this.images = images;
    this.agent = agent;
  }

  /// @param kind its word on the timeline
  record Found(BootFile kind, ServedFile file) {}

  /// A program that a server with UEFI boots before it asks what to boot.
  Optional<ServedFile> program(String name) {
    return switch (images.uefi()) {
      case ImageCatalog.Answer.Ready image when PROGRAMS.contains(name) -> {
        var described = Objects.requireNonNull(image.description().files().get(name));
        yield Optional.of(
            new ServedFile(image.file(name), described.sizeBytes(), described.sha256()));
      }
      case ImageCatalog.Answer.Ready _, ImageCatalog.Answer.Missing _ -> Optional.empty();
    };
  }

  Optional<Found> ofImage(String digest, String name) {
    var kind = IMAGE_FILES.get(name);
    if (kind == null) {
      return Optional.empty();
    }
    return switch (images.image()) {
      case ImageCatalog.Answer.Ready image when image.description().id().equals(digest) -> {
        var described = image.description().files().get(name);
        yield described == null
            ? Optional.empty()
            : Optional.of(
                new Found(
                    kind,
                    new ServedFile(image.file(name), described.sizeBytes(), described.sha256())));
      }
      case ImageCatalog.Answer.Ready _, ImageCatalog.Answer.Missing _ -> Optional.empty();
    };
  }

  Optional<Found> ofAgent(String digest) throws IOException {
    return switch (agent.image()) {
      case AgentImage.Answer.Ready ready when ready.digest().equals(digest) ->
          Optional.of(
              new Found(
                  BootFile.AGENT, new ServedFile(ready.file(), Files.size(ready.file()), digest)));
      case AgentImage.Answer.Ready _, AgentImage.Answer.Missing _ -> Optional.empty();
    };
  }
}
