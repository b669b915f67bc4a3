package org.lifeboot.agent.check.surface;

import java.nio.file.Path;
import java.util.List;
import org.lifeboot.agent.linux.DirectFile;

/// Scans a device or file as the check does, but without a claim, and prints bytes per second.
final class ScanRate {

  private ScanRate() {}

  public static void main(String[] arguments) throws Exception {
    try (DirectFile file = DirectFile.open(Path.of(arguments[0]))) {
      var scan = new Scan(new DirectMedium(file), Patience.USUAL, SurfaceCheck.READERS);
      Scan.Ended ended = scan.run(List.of(new Extent(0, file.sizeBytes())), _ -> {});
      if (ended.result().readBytes() != file.sizeBytes()) {
        throw new IllegalStateException("not all was read: " + ended.result());
      }
      System.out.println((long) (file.sizeBytes() * 1e9 / ended.elapsed().toNanos()));
    }
  }
}
