package org.lifeboot.manager.netboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.lifeboot.manager.process.Limits;
import org.lifeboot.manager.process.Outcome;
import org.lifeboot.manager.process.Programs;
import org.lifeboot.manager.process.RunningProgram;

/// A local network of network namespaces, each with a cable `eth0` to one bridge. Nothing of it is
/// seen on this machine's own networks. Needs root; closing it removes it.
final class TestLan implements AutoCloseable {

  private static final Limits LIMITS = new Limits(Duration.ofSeconds(60), 1 << 16);

  private final String prefix = "lbdhcp%d-".formatted(ProcessHandle.current().pid());
  private final List<String> namespaces = new ArrayList<>();
  private final List<RunningProgram> programs = new ArrayList<>();

  TestLan() throws InterruptedException {
    add("switch");
    ip("switch", "link", "add", "br0", "type", "bridge", "forward_delay", "0");
    ip("switch", "link", "set", "br0", "up");
  }

  /// The folder of Lifeboot's source.
  static Path repository() {
    var here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("protocol")) ? here : here.resolve("..").normalize();
  }

  private void add(String name) throws InterruptedException {
    namespaces.add(name);
    run(List.of("ip", "netns", "add", prefix + name));
    ip(name, "link", "set", "lo", "up");
  }

  /// A machine with this address; empty for one that has yet to get one.
  void machine(String name, String address) throws InterruptedException {
    add(name);
    cable("switch", name + "0", name, "eth0");
    ip("switch", "link", "set", name + "0", "master", "br0");
    if (address.contains(":")) {
      ip(name, "addr", "add", address, "dev", "eth0", "nodad");
      return;
    }
    if (address.isEmpty()) {
      ip(name, "route", "add", "255.255.255.255/32", "dev", "eth0");
      return;
    }
    ip(name, "addr", "add", address, "dev", "eth0");
  }

  /// Waits until a machine's card may be used with IPv6: before that no router answers.
  void settles(String name) throws InterruptedException {
    var card = List.of("ip", "-6", "addr", "show", "dev", "eth0");
    for (int tries = 0; tries < 100; tries++) {
      var addresses = String.join("\n", runs(name, card));
      if (addresses.contains("inet6") && !addresses.contains("tentative")) {
        return;
      }
      Thread.sleep(Duration.ofMillis(100));
    }
    throw new AssertionError("%s has no address of IPv6 after 10 s".formatted(name));
  }

  /// A cable between two machines.
  void cable(String one, String port, String other, String otherPort) throws InterruptedException {
    ip(
        one,
        "link",
        "add",
        port,
        "type",
        "veth",
        "peer",
        "name",
        otherPort,
        "netns",
        prefix + other);
    ip(one, "link", "set", port, "up");
    ip(other, "link", "set", otherPort, "up");
  }

  /// A machine that is in no network yet.
  void lonely(String name) throws InterruptedException {
    add(name);
  }

  void ip(String name, String... words) throws InterruptedException {
    run(Stream.concat(Stream.of("ip", "-n", prefix + name), Stream.of(words)).toList());
  }

  /// Starts a server on a machine, and waits until it says that it serves.
  ///
  /// @return what it says from then on
  List<String> start(String name, String serves, List<String> command)
      throws IOException, InterruptedException {
    List<String> lines = new CopyOnWriteArrayList<>();
    var up = new CountDownLatch(1);
    programs.add(
        Programs.start(
            inside(name, command),
            line -> {
              lines.add(line);
              if (line.contains(serves)) {
                up.countDown();
              }
            }));
    assertThat(up.await(30, TimeUnit.SECONDS)).as(() -> String.join("\n", lines)).isTrue();
    return lines;
  }

  /// Runs a program on a machine to its end.
  ///
  /// @return its output, line by line
  List<String> runs(String name, List<String> command) throws InterruptedException {
    return run(inside(name, command)).lines().toList();
  }

  /// What a network card on a machine is told, line by line.
  ///
  /// @param kind as [DhcpProbe] takes it
  List<String> asks(String name, String mac, String kind, int seconds) throws InterruptedException {
    return probe(name, DhcpProbe.class, List.of(mac, kind, Integer.toString(seconds)));
  }

  /// The same by DHCPv6, with the card's own MAC address.
  ///
  /// @param kind as [Dhcp6Probe] takes it
  List<String> asks6(String name, String kind, int seconds) throws InterruptedException {
    return probe(name, Dhcp6Probe.class, List.of(kind, Integer.toString(seconds)));
  }

  private List<String> probe(String name, Class<?> program, List<String> arguments)
      throws InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classes = Path.of(program.getProtectionDomain().getCodeSource().getLocation().getPath());
    var command =
        Stream.concat(
            Stream.of(
                java, "-XX:TieredStopAtLevel=1", "-cp", classes.toString(), program.getName()),
            arguments.stream());
    return run(inside(name, command.toList())).lines().toList();
  }

  private List<String> inside(String name, List<String> command) {
    return Stream.concat(Stream.of("ip", "netns", "exec", prefix + name), command.stream())
        .toList();
  }

  private static String run(List<String> command) throws InterruptedException {
    var outcome = Programs.run(command, LIMITS);
    assertThat(outcome)
        .as(() -> String.join(" ", command))
        .isInstanceOfSatisfying(
            Outcome.Exited.class, ended -> assertThat(ended.code()).as(ended.output()).isZero());
    return ((Outcome.Exited) outcome).output();
  }

  @Override
  public void close() {
    programs.forEach(RunningProgram::close);
    namespaces.forEach(this::remove);
  }

  private void remove(String name) {
    try {
      var _ = Programs.run(List.of("ip", "netns", "del", prefix + name), LIMITS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
