package org.lifeboot.lab.matrix;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.TestReporter;

/// One way for a server into rescue, as docs/hardware.md lists them. A test says which one it plays
/// before it begins; [MatrixPrinter] prints how each ended.
///
/// @param firmware `SeaBIOS`, `OVMF, Secure Boot`
/// @param way from the network card or medium to the loader
/// @param network who gives the address
public record Cell(String firmware, String way, String network) {

  private static final String FIRMWARE = "cell.firmware";
  private static final String WAY = "cell.way";
  private static final String NETWORK = "cell.network";

  /// The running test plays this one.
  public void in(TestReporter reporter) {
    var entries = new LinkedHashMap<String, String>();
    entries.put(FIRMWARE, firmware);
    entries.put(WAY, way);
    entries.put(NETWORK, network);
    reporter.publishEntry(entries);
  }

  /// Reads what [#in] published; empty for any other entry of a test.
  static Optional<Cell> of(Map<String, String> entries) {
    return entries.containsKey(FIRMWARE)
        ? Optional.of(
            new Cell(
                entries.getOrDefault(FIRMWARE, ""),
                entries.getOrDefault(WAY, ""),
                entries.getOrDefault(NETWORK, "")))
        : Optional.empty();
  }
}
