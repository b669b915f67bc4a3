package org.lifeboot.lab.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lifeboot.lab.process.LabException;
import org.lifeboot.lab.process.Tool;

/// A network of the lab's own, with real DHCP and TFTP: a network namespace with a bridge
/// (10.77.0.1/24, or fd00:77::1/64 alone), to which one server is attached by a tap. The Manager
/// and its dnsmasq run inside it, so that nothing of it is seen on this machine's own networks.
/// Needs root.
public final class BridgeNetwork implements Network, AutoCloseable {

  /// The bridge's and the Manager's address.
  public static final String GATEWAY = "10.77.0.1";

  /// The same where there is IPv6 alone.
  public static final String GATEWAY6 = "fd00:77::1";

  private static final String RANGE = "10.77.0.50,10.77.0.99";
  private static final String RANGE6 = "fd00:77::50,fd00:77::99";
  private static final String PREFIX6 = "fd00:77::/64";
  private static final String BRIDGE = "lifeboot0";

  private static final String NAME = "lifeboot-";

  private static final String TAP = "tap0";
  private static final String SECOND_TAP = "tap1";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final String namespace;
  private final String tap;
  private final Optional<String> secondCard;
  private final String range;

  private BridgeNetwork(String namespace, Optional<String> secondCard, String range) {
    this(namespace, TAP, secondCard, range);
  }

  private BridgeNetwork(String namespace, String tap, Optional<String> secondCard, String range) {
    this.namespace = namespace;
    this.tap = tap;
    this.secondCard = secondCard;
    this.range = range;
  }

  /// Makes one that belongs to this process, after removing those whose process has died.
  public static BridgeNetwork create() {
    return create(Optional.empty(), RANGE);
  }

  /// The same with IPv6 alone: nobody has an IPv4 address on it.
  public static BridgeNetwork createSixth() {
    return create(Optional.empty(), RANGE6);
  }

  /// The same, where servers make their own addresses (SLAAC) and are told only what to boot.
  public static BridgeNetwork createSlaac() {
    return create(Optional.empty(), PREFIX6);
  }

  /// The same, for a server with a second card on the same network, which its system finds first
  /// and its firmware does not boot from.
  ///
  /// @param macAddress of the second card
  public static BridgeNetwork createWithSecondCard(String macAddress) {
    return create(Optional.of(macAddress), RANGE);
  }

  private static BridgeNetwork create(Optional<String> secondCard, String range) {
    abandoned().forEach(name -> new BridgeNetwork(name, Optional.empty(), RANGE).close());
    var network = new BridgeNetwork(NAME + ProcessHandle.current().pid(), secondCard, range);
    try {
      network.commands().forEach(command -> Tool.output(LIMIT, command));
      return network;
    } catch (LabException e) {
      network.close();
      throw e;
    }
  }

  /// The same network, for a second server on the same bridge. Closing either closes both.
  public BridgeNetwork forASecondServer() {
    plug(SECOND_TAP).forEach(command -> Tool.output(LIMIT, command));
    return new BridgeNetwork(namespace, SECOND_TAP, Optional.empty(), range);
  }

  private List<List<String>> plug(String port) {
    return List.of(
        ip("tuntap", "add", "dev", port, "mode", "tap"),
        ip("link", "set", port, "master", BRIDGE, "up"));
  }

  /// Loses one in so many datagrams of UDP in either direction from now on, but for DHCP (its own
  /// repetition is another matter): that is TFTP. By nftables, as Debian's kernels all have it
  /// (netem, few that run tests).
  ///
  /// @param every as the firmware and dnsmasq each wait seconds before they send again, one in 50
  ///   costs minutes
  public void loseTftp(int every) {
    var rules =
        """
        table ip lifeboot {
          chain out {
            type filter hook output priority 0
            udp sport != { 67, 68 } numgen inc mod %1$d == 0 counter drop
          }
          chain in {
            type filter hook input priority 0
            udp sport != { 67, 68 } numgen inc mod %1$d == 0 counter drop
          }
        }
        """
            .formatted(every);
    Tool.output(LIMIT, inside(List.of("nft", rules)));
  }

  /// How many datagrams were lost by [#loseTftp].
  public long lost() {
    var counters = Tool.output(LIMIT, inside(List.of("nft", "list", "table", "ip", "lifeboot")));
    return Pattern.compile("counter packets ([0-9]+)")
        .matcher(counters)
        .results()
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .sum();
  }

  List<List<String>> commands() {
    var commands = new ArrayList<List<String>>();
    commands.add(List.of("ip", "netns", "add", namespace));
    commands.add(ip("link", "set", "lo", "up"));
    commands.add(ip("link", "add", BRIDGE, "type", "bridge", "forward_delay", "0"));
    commands.add(
        sixth()
            ? ip("addr", "add", GATEWAY6 + "/64", "dev", BRIDGE, "nodad")
            : ip("addr", "add", GATEWAY + "/24", "dev", BRIDGE));
    commands.addAll(plug(TAP));
    if (secondCard.isPresent()) {
      commands.addAll(plug(SECOND_TAP));
    }
    commands.add(ip("link", "set", BRIDGE, "up"));
    commands.add(
        List.of(
            "ip", "link", "add", cable(), "type", "veth", "peer", "name", "desk", "netns",
            namespace));
    commands.add(List.of("ip", "addr", "add", cableAddress(1) + "/30", "dev", cable()));
    commands.add(List.of("ip", "link", "set", cable(), "up"));
    commands.add(ip("addr", "add", deskAddress() + "/30", "dev", "desk"));
    commands.add(ip("link", "set", "desk", "up"));
    return commands;
  }

  private static List<String> abandoned() {
    return Tool.output(LIMIT, List.of("ip", "netns"))
        .lines()
        .map(line -> line.split(" ", 2)[0])
        .filter(name -> name.matches(NAME + "[0-9]+"))
        .filter(name -> ProcessHandle.of(Long.parseLong(name.replace(NAME, ""))).isEmpty())
        .toList();
  }

  /// This machine's end of the cable to the Manager: at most 15 characters (IFNAMSIZ).
  private String cable() {
    return "lb" + number();
  }

  /// The ends of the cable, 1 here and 2 in the namespace: a /30 of 10.77.128.0/17 for each
  /// process.
  private String cableAddress(int end) {
    var block = number() % 8192;
    return "10.77.%d.%d".formatted(128 + block / 64, block % 64 * 4 + end);
  }

  private long number() {
    return Long.parseLong(namespace.replace(NAME, ""));
  }

  private List<String> ip(String... words) {
    return Stream.concat(Stream.of("ip", "-n", namespace), Stream.of(words)).toList();
  }

  @Override
  public List<String> arguments(String macAddress, Firmware firmware) {
    var arguments = new ArrayList<String>();
    secondCard.ifPresent(mac -> arguments.addAll(card(SECOND_TAP, mac, ",romfile=")));
    arguments.addAll(card(tap, macAddress, ",bootindex=0" + firmware.card()));
    return arguments;
  }

  private static List<String> card(String tap, String macAddress, String more) {
    return List.of(
        "-netdev",
        "tap,id=" + tap + ",ifname=" + tap + ",script=no,downscript=no",
        "-device",
        "virtio-net-pci,netdev=" + tap + ",mac=" + macAddress + more);
  }

  @Override
  public String managerAddress() {
    return sixth() ? "[" + GATEWAY6 + "]" : GATEWAY;
  }

  @Override
  public Map<String, String> dhcp() {
    return sixth()
        ? Map.of("dhcp.interface", BRIDGE, "dhcp.range", range, "dhcp.announce", "true")
        : Map.of("dhcp.interface", BRIDGE, "dhcp.range", range);
  }

  @Override
  public boolean sixth() {
    return range.contains(":");
  }

  @Override
  public String deskAddress() {
    return cableAddress(2);
  }

  @Override
  public String listenAddress() {
    return "0.0.0.0";
  }

  @Override
  public List<String> inside(List<String> command) {
    return Stream.concat(Stream.of("ip", "netns", "exec", namespace), command.stream()).toList();
  }

  @Override
  public Optional<String> sshAddress() {
    return Optional.empty();
  }

  /// The kernel takes a namespace down in its own time; the cable's end here must be gone at once,
  /// so that the next network of this process can have its name.
  @Override
  public void close() {
    Tool.run(LIMIT, List.of("ip", "link", "del", cable()));
    Tool.run(LIMIT, List.of("ip", "netns", "del", namespace));
  }
}
