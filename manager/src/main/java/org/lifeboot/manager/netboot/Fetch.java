package org.lifeboot.manager.netboot;

import java.time.Duration;

/// How far the fetch of a file has come.
public sealed interface Fetch {

  /// The first byte is about to leave.
  ///
  /// @param sizeBytes size of the whole file
  record Started(long sizeBytes) implements Fetch {}

  /// The transfer has ended.
  ///
  /// @param sentBytes bytes that left; fewer than the file's size when the client went away
  /// @param took from the first byte to the last
  record Finished(long sentBytes, Duration took) implements Fetch {}
}
