package org.lifeboot.manager.netboot;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// The second initrd: the Agent with its run-time (`agent.bundle`) in a cpio archive, made once,
/// when it is first wanted. Thread-safe.
public final class AgentImage implements AutoCloseable {

  private static final int DIGEST_CHARACTERS = 32;

  private static final String NAME = "agent.img";

  private final Path bundle;
  private final Path folder;
  private Optional<Answer.Ready> built = Optional.empty();

  /// The archive of a bundle.
  ///
  /// @param folder where it is put, as `agent.img`, in the place of one that an earlier Manager
  ///   left
  public AgentImage(Path bundle, Path folder) {
    this.bundle = bundle;
    this.folder = folder;
  }

  /// What there is to boot.
  public sealed interface Answer {

    /// The packed Agent.
    ///
    /// @param digest identifies the content: part of the file's address
    record Ready(Path file, String digest) implements Answer {}

    /// None, or one that cannot be read.
    ///
    /// @param reason what was looked for, what was found, and what to run
    record Missing(String reason) implements Answer {}
  }

  public synchronized Answer image() {
    if (built.isPresent()) {
      return built.get();
    }
    if (!Files.isRegularFile(bundle)) {
      var where = bundle.toString().isEmpty() ? "agent.bundle is not set" : "there is no " + bundle;
      return new Answer.Missing(
          "No Agent for the rescue system: "
              + where
              + ". Build it with agent/bundle and set agent.bundle to the file it prints");
    }
    try {
      var ready = build();
      built = Optional.of(ready);
      return ready;
    } catch (IOException e) {
      return new Answer.Missing(
          "No Agent for the rescue system: packing " + bundle + " failed: " + e);
    }
  }

  private Answer.Ready build() throws IOException {
    var file = folder.resolve(NAME);
    var sha256 = sha256();
    try (var content = Files.newInputStream(bundle);
        var out = new DigestOutputStream(plain(file), sha256)) {
      Cpio.write(out, "agent.squashfs", content, Files.size(bundle));
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    var digest = HexFormat.of().formatHex(sha256.digest()).substring(0, DIGEST_CHARACTERS);
    return new Answer.Ready(file, digest);
  }

  private static OutputStream plain(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (built.isPresent()) {
      Files.deleteIfExists(built.get().file());
      built = Optional.empty();
    }
  }
}
