package org.lifeboot.agent.linux;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The running rescue system, as its kernel tells of it (proc(5)).
///
/// @param proc `/proc`, or a folder that looks like it
public record Machine(Path proc) {

  /// Memory of the whole machine.
  ///
  /// @param totalBytes MemTotal
  /// @param usedBytes MemTotal - MemAvailable
  public record Memory(long totalBytes, long usedBytes) {}

  /// A new one with every boot; empty when the kernel does not tell.
  public String bootId() {
    return text("sys/kernel/random/boot_id");
  }

  public long uptimeSeconds() {
    String seconds = text("uptime").replaceFirst("[. ].*", "");
    return seconds.isEmpty() ? 0 : Long.parseLong(seconds);
  }

  public Memory memory() {
    List<String> lines = text("meminfo").lines().toList();
    long total = bytes(lines, "MemTotal:");
    return new Memory(total, Math.max(0, total - bytes(lines, "MemAvailable:")));
  }

  private static long bytes(List<String> lines, String name) {
    Optional<String> line = lines.stream().filter(each -> each.startsWith(name)).findFirst();
    return line.map(each -> Long.parseLong(each.replaceAll("\\D", "")) * 1024).orElse(0L);
  }

  /// Changes whenever a drive or a partition comes or goes.
  public String partitions() {
    return text("partitions");
  }

  private String text(String name) {
    try {
      return Files.readString(proc.resolve(name)).strip();
    } catch (IOException _) {
      return "";
    }
  }

  /// Addresses that others can reach: no loopback, no link-local; IPv4 first.
  public static List<String> addresses() {
    var found = new ArrayList<InetAddress>();
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .forEach(found::add);
    } catch (SocketException _) {
      return List.of();
    }
    found.sort(Comparator.comparing(address -> !(address instanceof Inet4Address)));
    return found.stream().map(address -> address.getHostAddress().replaceFirst("%.*", "")).toList();
  }
}
