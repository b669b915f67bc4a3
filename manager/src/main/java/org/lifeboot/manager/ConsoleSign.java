package org.lifeboot.manager;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows on all consoles of this machine how to reach the Manager that runs on it, and again when
/// the machine's addresses change: the screen, the serial port, and what a log-in prompt begins
/// with (`issue.d`, agetty(8)). The password goes nowhere else, and all of these are memory.
final class ConsoleSign implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleSign.class);
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final String LINE = "=".repeat(76);

  /// How to get in.
  ///
  /// @param certificateSha256 64 hexadecimal digits
  record Way(int port, String user, String password, String certificateSha256) {}

  /// Where it is shown.
  ///
  /// @param sys names the consoles in `class/tty/console/active`
  /// @param dev has them
  /// @param issue folder of texts that stand before a log-in prompt
  record Places(Path sys, Path dev, Path issue) {}

  private final Way way;
  private final Places places;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("console-sign").unstarted(this::follow);

  private ConsoleSign(Way way, Places places) {
    this.way = way;
    this.places = places;
  }

  static ConsoleSign start(Way way, Places places) {
    ConsoleSign sign = new ConsoleSign(way, places);
    sign.thread.start();
    return sign;
  }

  private void follow() {
    List<String> shown = List.of("nothing was shown yet");
    try {
      do {
        List<String> now = addresses();
        if (!now.equals(shown)) {
          show(text(way, now));
          shown = now;
        }
      } while (!stop.await(ROUND.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// What is shown. A browser shows a certificate's fingerprint the same way.
  static String text(Way way, List<String> addresses) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(LINE);
    lines.add("  Lifeboot: this machine is in rescue mode. Open in a browser:");
    lines.add("");
    if (addresses.isEmpty()) {
      lines.add("    (no network address yet: is a cable plugged in, does a DHCP server answer?)");
    }
    String port = way.port == 443 ? "" : ":" + way.port;
    addresses.forEach(address -> lines.add("    https://" + address + port + "/"));
    lines.add("");
    lines.add("  user      " + way.user);
    lines.add("  password  " + way.password);
    lines.add("");
    lines.add("  The browser will warn of a certificate that it does not know. It is the right");
    lines.add("  one if its SHA-256 fingerprint is");
    String fingerprint =
        way.certificateSha256.toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
    lines.add("    " + fingerprint.substring(0, 48));
    lines.add("    " + fingerprint.substring(48));
    lines.add("");
    lines.add("  SSH is open too, for root: its password is in the letter on the page \"Outbox\".");
    lines.add("  Nothing is written on this machine's disks until you ask for it.");
    lines.add(LINE);
    lines.add("");
    return lines.stream().collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private void show(String text) {
    try {
      Files.createDirectories(places.issue);
      Path issue = places.issue.resolve("lifeboot.issue");
      if (Files.notExists(issue)) {
        Files.createFile(
            issue,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      // agetty takes a backslash for a command; there is none in it.
      Files.writeString(issue, text.replace("\r", ""));
    } catch (IOException e) {
      LOG.warn("the address is not shown before log-in prompts ({}), ignoring", e.toString());
    }
    consoles().forEach(console -> show(console, text));
  }

  private List<Path> consoles() {
    try {
      String active = Files.readString(places.sys.resolve("class/tty/console/active"));
      return active
          .strip()
          .lines()
          .flatMap(line -> List.of(line.split(" ")).stream())
          .map(places.dev::resolve)
          .toList();
    } catch (IOException e) {
      LOG.warn("this machine's consoles are not known ({}), ignoring", e.toString());
      return List.of();
    }
  }

  /// A serial port without anything behind it fails.
  private static void show(Path console, String text) {
    try {
      Files.writeString(console, text, java.nio.file.StandardOpenOption.WRITE);
    } catch (IOException e) {
      LOG.info("the console {} cannot be written ({}), ignoring", console, e.toString());
    }
  }

  /// Those that another machine can dial.
  private static List<String> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .map(ConsoleSign::written)
          .sorted()
          .toList();
    } catch (SocketException e) {
      LOG.warn("this machine's addresses are not known ({}), ignoring", e.toString());
      return List.of();
    }
  }

  private static String written(InetAddress address) {
    String text = address.getHostAddress().replaceFirst("%.*", "");
    return address instanceof Inet6Address ? "[" + text + "]" : text;
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
