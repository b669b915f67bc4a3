package org.lifeboot.manager.memtest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// What Memtest86+ sent on a serial port; `memtest86plus/SOURCES.md` says how it was recorded.
public final class MemtestRecording {

  private MemtestRecording() {}

  public static byte[] bytes(String name) {
    String path = "/memtest86plus/" + name + ".serial";
    try (InputStream in = MemtestRecording.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("no recording " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
