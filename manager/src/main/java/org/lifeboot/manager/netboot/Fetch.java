package org.lifeboot.manager.netboot;

import java.time.Duration;

/// How far the fetch of a file has come.
public sealed interface Fetch {

  /// The first byte is about to leave.
  ///
  /// @param sizeBytes size of the whole file
  record Started(long sizeBytes) implements Fetch {}

  /// All that was asked for has left.
  ///
  /// @param sentBytes bytes that left
  /// @param took from the first byte to the last
  record Finished(long sentBytes, Duration took) implements Fetch {}

  /// The client went away, or the connection broke, before the end.
  ///
  /// @param sentBytes bytes that left until then
  /// @param took until then
  record Broken(long sentBytes, Duration took) implements Fetch {}
}
