package org.lifeboot.agent.backup;

import java.util.List;

/// partclone(8): here only its plain copy, which goes on past what cannot be read.
final class Partclone {

  private Partclone() {}

  /// Writes every byte of a device to standard output; zeros in place of what cannot be read.
  static List<String> plainCopy(String device, String log) {
    return List.of(
        "partclone.dd",
        "--rescue",
        "--quiet",
        "--logfile",
        log,
        "--source",
        device,
        "--output",
        "-");
  }
}
