package org.lifeboot.manager.web.page;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Stranger;

/// The machines that asked what to boot and that nobody registered.
public record StrangersView(Shell shell, List<Row> rows, String notice, String problem) {

  /// One of them.
  ///
  /// @param others its further cards, or empty
  /// @param machine maker's name and number as it says them, or empty
  public record Row(
      String mac,
      String others,
      String machine,
      String firmware,
      String address,
      String times,
      Instant firstSeen,
      Instant lastSeen) {

    static Row of(Stranger stranger) {
      var told = stranger.told();
      return new Row(
          stranger.mac().text(),
          stranger.cards().stream().skip(1).map(MacAddress::text).collect(Collectors.joining(", ")),
          Stream.of(told.product(), told.serial())
              .filter(text -> !text.isEmpty())
              .map(Visible::text)
              .collect(Collectors.joining(", ")),
          firmware(told.platform()),
          Visible.text(told.address()),
          stranger.times() == 1 ? "once" : stranger.times() + " times",
          stranger.firstSeen(),
          stranger.lastSeen());
    }

    private static String firmware(String platform) {
      return switch (platform) {
        case "pcbios" -> "BIOS";
        case "efi" -> "UEFI";
        case "kexec" -> "running Linux (kexec)";
        default -> "";
      };
    }
  }
}
