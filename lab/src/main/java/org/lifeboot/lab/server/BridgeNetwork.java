package org.lifeboot.lab.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lifeboot.lab.process.LabException;
import org.lifeboot.lab.process.Tool;

/// A network of the lab's own, with real DHCP and TFTP: a network namespace with a bridge
/// (10.77.0.1/24), to which one server is attached by a tap. The Manager and its dnsmasq run inside
/// it, so that nothing of it is seen on this machine's own networks. Needs root.
public final class BridgeNetwork implements Network, AutoCloseable {

  /// The bridge's and the Manager's address.
  public static final String GATEWAY = "10.77.0.1";

  /// What dnsmasq gives to servers.
  public static final String RANGE = "10.77.0.50,10.77.0.99";

  public static final String BRIDGE = "lifeboot0";

  /// The namespace's end of the cable by which this machine reaches the Manager.
  private static final String DESK = "10.77.1.2";

  private static final String TAP = "tap0";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final String namespace;

  private BridgeNetwork(String namespace) {
    this.namespace = namespace;
  }

  /// Makes it.
  ///
  /// @param namespace a name that is free
  public static BridgeNetwork create(String namespace) {
    var network = new BridgeNetwork(namespace);
    try {
      network.commands().forEach(command -> Tool.output(LIMIT, command));
      return network;
    } catch (LabException e) {
      network.close();
      throw e;
    }
  }

  List<List<String>> commands() {
    var commands = new ArrayList<List<String>>();
    commands.add(List.of("ip", "netns", "add", namespace));
    commands.add(ip("link", "set", "lo", "up"));
    commands.add(ip("link", "add", BRIDGE, "type", "bridge", "forward_delay", "0"));
    commands.add(ip("addr", "add", GATEWAY + "/24", "dev", BRIDGE));
    commands.add(ip("tuntap", "add", "dev", TAP, "mode", "tap"));
    commands.add(ip("link", "set", TAP, "master", BRIDGE, "up"));
    commands.add(ip("link", "set", BRIDGE, "up"));
    commands.add(
        List.of(
            "ip", "link", "add", cable(), "type", "veth", "peer", "name", "desk", "netns",
            namespace));
    commands.add(List.of("ip", "addr", "add", "10.77.1.1/30", "dev", cable()));
    commands.add(List.of("ip", "link", "set", cable(), "up"));
    commands.add(ip("addr", "add", DESK + "/30", "dev", "desk"));
    commands.add(ip("link", "set", "desk", "up"));
    return commands;
  }

  /// This machine's end of it: at most 15 characters (IFNAMSIZ).
  private String cable() {
    return "lb" + Integer.toHexString(namespace.hashCode());
  }

  private List<String> ip(String... words) {
    return Stream.concat(Stream.of("ip", "-n", namespace), Stream.of(words)).toList();
  }

  @Override
  public List<String> arguments(String macAddress) {
    return List.of(
        "-netdev",
        "tap,id=lan,ifname=" + TAP + ",script=no,downscript=no",
        "-device",
        "virtio-net-pci,netdev=lan,bootindex=0,mac=" + macAddress);
  }

  @Override
  public String managerAddress() {
    return GATEWAY;
  }

  @Override
  public String deskAddress() {
    return DESK;
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

  @Override
  public void close() {
    Tool.run(LIMIT, List.of("ip", "netns", "del", namespace));
  }
}
