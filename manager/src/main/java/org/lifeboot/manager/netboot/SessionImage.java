package org.lifeboot.manager.netboot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.SessionFile;

/// The initrd of a few hundred bytes with `lifeboot/session.json`: the only boot file with a secret
/// in it (the one-time token), made for one boot and handed out once.
final class SessionImage {

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
    return out.toByteArray();
  }
}
