package org.lifeboot.manager.power;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/// Switches a server on by magic packets (AMD's white paper 20213: six bytes 0xFF, then the MAC
/// address sixteen times). Nobody answers them, so nothing else can be told or done. Immutable.
public final class WakeOnLanPower implements PowerControl {

  private static final int USUAL_PORT = 9;
  private static final PowerAnswer ONLY_ON =
      new PowerAnswer.Refused("Wake-on-LAN can switch on and nothing else");

  private final Endpoint to;
  private final List<String> macs;

  /// @param macs of its network cards, `52:54:00:12:34:56`
  public WakeOnLanPower(PowerSettings.WakeOnLan settings, List<String> macs) {
    this.to = Endpoint.of("wake-on-lan", settings.broadcast());
    this.macs = List.copyOf(macs);
  }

  @Override
  public String name() {
    return "wake-on-lan";
  }

  @Override
  public boolean offersSoftReboot() {
    return false;
  }

  @Override
  public PowerAnswer softReboot() {
    return ONLY_ON;
  }

  @Override
  public PowerAnswer hardReboot() {
    return ONLY_ON;
  }

  @Override
  public PowerAnswer off() {
    return ONLY_ON;
  }

  @Override
  public PowerAnswer on() {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setBroadcast(true);
      InetAddress address = InetAddress.getByName(to.host());
      for (String mac : macs) {
        byte[] packet = packet(mac);
        socket.send(new DatagramPacket(packet, packet.length, address, to.portOr(USUAL_PORT)));
      }
      return new PowerAnswer.Done(name());
    } catch (IOException e) {
      return new PowerAnswer.Unreachable(
          "Magic packet to " + to.text(),
          String.valueOf(e.getMessage()),
          "Is that the broadcast address of the server's network, and does a route lead there?");
    }
  }

  static byte[] packet(String mac) {
    byte[] address = HexFormat.ofDelimiter(":").parseHex(mac);
    ByteBuffer packet = ByteBuffer.allocate(6 + 16 * address.length);
    packet.put(HexFormat.of().parseHex("ffffffffffff"));
    for (int i = 0; i < 16; i++) {
      packet.put(address);
    }
    return packet.array();
  }

  @Override
  public PowerStatus status() {
    return new PowerStatus(PowerStatus.Supply.UNKNOWN, "Wake-on-LAN cannot tell");
  }
}
