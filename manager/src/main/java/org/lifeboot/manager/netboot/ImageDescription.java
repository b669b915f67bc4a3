package org.lifeboot.manager.netboot;

import io.avaje.jsonb.Json;
import java.util.Map;

/// `image.json`, written by the image build beside the files that it describes.
///
/// @param id what identifies the content: part of the files' addresses
/// @param kernelArguments what the rescue system needs on the kernel command line, whatever the
///   server: the Manager adds the address of the squashfs and the network card
/// @param kernel the kernel's version, for people
/// @param files by name
@Json
public record ImageDescription(
    String id, String kernelArguments, String kernel, Map<String, File> files) {

  private static final int LONGEST_ARGUMENTS = 1400;

  public ImageDescription {
    if (id == null || !id.matches("[0-9a-f]{16,64}")) {
      throw new IllegalArgumentException(
          "id must be 16 to 64 hexadecimal digits, not '" + id + "'");
    }
    if (kernelArguments == null
        || kernelArguments.length() > LONGEST_ARGUMENTS
        || !kernelArguments.matches("[!-~]+( [!-~]+)*")
        || kernelArguments.contains("${")) {
      throw new IllegalArgumentException(
          "kernelArguments must be words of printable ASCII, at most %d characters, without ${"
              .formatted(LONGEST_ARGUMENTS));
    }
    if (files == null) {
      throw new IllegalArgumentException("files are missing");
    }
    files = Map.copyOf(files);
  }

  /// One of the files.
  ///
  /// @param sha256 64 hexadecimal digits
  public record File(long sizeBytes, String sha256) {
    public File {
      if (sizeBytes <= 0 || sha256 == null || !sha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException("a file needs its sizeBytes and its sha256");
      }
    }
  }
}
