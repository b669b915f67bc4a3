package org.lifeboot.manager.netboot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.SessionFile;

/// The initrd with `lifeboot/session.json`: the only boot file with a secret in it (the one-time
/// token), made for one boot and handed out once. Zeros follow the archive, which the kernel skips
/// (its driver-api/early-userspace/buffer-format), so that its length tells nothing and can be told
/// before it is made.
final class SessionImage {

  /// Ten times what is in it.
  static final int BYTES = 4 << 10;

  private static final Codec CODEC = new Codec();

  private SessionImage() {}

  static byte[] of(SessionFile file) {
    var json = CODEC.write(file).getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream(1024);
    try {
      Cpio.write(out, "session.json", new ByteArrayInputStream(json), json.length);
    } catch (IOException e) {
      throw new UncheckedIOException("session file of " + file.sessionId() + " in memory", e);
    }
    if (out.size() > BYTES) {
      throw new IllegalStateException(
          "the session file of %s has %d bytes; %d fit"
              .formatted(file.sessionId(), out.size(), BYTES));
    }
    return Arrays.copyOf(out.toByteArray(), BYTES);
  }
}
