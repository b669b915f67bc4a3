package org.lifeboot.manager.netboot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/// An image folder with files of known content.
final class TestImage {

  static final String ID = "0123456789abcdef";

  private TestImage() {}

  static Path in(Path folder, Map<String, byte[]> files) throws IOException {
    for (var file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    var described =
        files.entrySet().stream()
            .map(
                file ->
                    "\"%s\":{\"sizeBytes\":%d,\"sha256\":\"%s\"}"
                        .formatted(file.getKey(), file.getValue().length, sha256(file.getValue())))
            .toList();
    Files.writeString(
        folder.resolve("image.json"),
        """
        {"id":"%s","kernelArguments":"boot=live ip=dhcp","kernel":"6.12","files":{%s}}
        """
            .formatted(ID, String.join(",", described)));
    return folder;
  }

  static Path small(Path folder) throws IOException {
    return in(
        folder,
        Map.of(
            "vmlinuz",
            bytes(1000, 1),
            "initrd.img",
            bytes(2000, 2),
            "filesystem.squashfs",
            bytes(300_000, 3)));
  }

  static Path withMemtest(Path folder) throws IOException {
    return in(
        folder,
        Map.of(
            "vmlinuz",
            bytes(1000, 1),
            "initrd.img",
            bytes(2000, 2),
            "filesystem.squashfs",
            bytes(300_000, 3),
            "memtest.bin",
            bytes(4000, 4),
            "memtest.efi",
            bytes(5000, 5)));
  }

  static Path withUefi(Path folder) throws IOException {
    return in(
        folder,
        Map.of(
            "vmlinuz",
            bytes(1000, 1),
            "initrd.img",
            bytes(2000, 2),
            "filesystem.squashfs",
            bytes(300_000, 3),
            "shimx64.efi",
            bytes(6000, 6),
            "grubx64.efi",
            bytes(7000, 7)));
  }

  static byte[] bytes(int count, int seed) {
    var bytes = new byte[count];
    new java.util.Random(seed).nextBytes(bytes);
    return bytes;
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
