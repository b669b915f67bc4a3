package org.lifeboot.manager.netboot;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// A network card that asks DHCPv6 what to boot (RFC 8415, RFC 5970; UEFI specification, "PXE
/// Client" and "HTTP Boot"), as a program of its own, so that it can be started inside a network
/// namespace. It names itself by a UUID, as firmware does, so that a server must find out its MAC
/// address by itself.
///
/// Arguments: `uefi`, `http`, `ipxe` or `system` (an installed system, which boots nothing), with
/// `-slaac` behind it one that has made its address itself and asks for the rest alone; seconds to
/// ask. Prints a line when it has its answer: `ack address=… url=… class=…`; what is not in the
/// answer is empty.
final class Dhcp6Probe {

  private static final int SOLICIT = 1;
  private static final int ADVERTISE = 2;
  private static final int REQUEST = 3;
  private static final int REPLY = 7;
  private static final int INFORMATION_REQUEST = 11;
  private static final String SLAAC = "-slaac";
  private static final int INTEL = 343;

  private final String kind;
  private final boolean slaac;
  private final DatagramSocket socket;
  private final InetSocketAddress servers;

  private Dhcp6Probe(String kind, DatagramSocket socket) throws IOException {
    this.kind = kind.replace(SLAAC, "");
    this.slaac = kind.endsWith(SLAAC);
    this.socket = socket;
    this.servers = new InetSocketAddress(InetAddress.getByName("ff02::1:2%eth0"), 547);
  }

  public static void main(String[] arguments) throws IOException {
    try (var socket = new DatagramSocket(new InetSocketAddress("::", 546))) {
      new Dhcp6Probe(arguments[0], socket).run(Integer.parseInt(arguments[1]));
    }
  }

  private void run(int seconds) throws IOException {
    long endNanos = System.nanoTime() + seconds * 1_000_000_000L;
    var server = new byte[0];
    int type = slaac ? INFORMATION_REQUEST : SOLICIT;
    while (System.nanoTime() < endNanos) {
      int transaction = type == REQUEST ? 0x20202 : 0x10101;
      send(question(type, transaction, server));
      var answer = answer(transaction, Math.min(endNanos, System.nanoTime() + 2_000_000_000L));
      if (answer.length > 0 && answer[0] == ADVERTISE && options(answer, 4).containsKey(3)) {
        server = options(answer, 4).getOrDefault(2, server);
        type = REQUEST;
      }
      if (answer.length > 0 && answer[0] == REPLY) {
        System.out.println("ack " + words(options(answer, 4)));
        return;
      }
    }
  }

  private ByteBuffer question(int type, int transaction, byte[] server) {
    var packet = ByteBuffer.allocate(600);
    packet.putInt(type << 24 | transaction);
    option(packet, 1, identity());
    if (server.length > 0) {
      option(packet, 2, server);
    }
    if (!slaac) {
      option(packet, 3, new byte[] {0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0});
    }
    option(packet, 6, new byte[] {0, 59, 0, 60, 0, 23, 0, 16});
    option(packet, 8, new byte[] {0, 0});
    switch (kind) {
      case "uefi" -> firmware(packet, 7, "PXEClient:Arch:00007:UNDI:003000");
      case "http" -> firmware(packet, 16, "HTTPClient:Arch:00016:UNDI:003000");
      case "ipxe" -> {
        firmware(packet, 7, "PXEClient:Arch:00007:UNDI:003010");
        option(packet, 15, counted("iPXE"));
      }
      default -> {}
    }
    return packet;
  }

  /// DUID-UUID (RFC 6355), another for each kind: a server may keep to what it said first.
  private byte[] identity() {
    return ByteBuffer.allocate(18).putShort((short) 4).putInt(kind.hashCode()).array();
  }

  private static void firmware(ByteBuffer packet, int architecture, String vendorClass) {
    option(packet, 61, new byte[] {0, (byte) architecture});
    option(packet, 62, new byte[] {1, 3, 0});
    var name = counted(vendorClass);
    option(packet, 16, ByteBuffer.allocate(4 + name.length).putInt(INTEL).put(name).array());
  }

  private static byte[] counted(String text) {
    var bytes = text.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(2 + bytes.length).putShort((short) bytes.length).put(bytes).array();
  }

  private static void option(ByteBuffer packet, int number, byte[] value) {
    packet.putShort((short) number).putShort((short) value.length).put(value);
  }

  private void send(ByteBuffer packet) throws IOException {
    var bytes = new byte[packet.position()];
    packet.rewind().get(bytes);
    socket.send(new DatagramPacket(bytes, bytes.length, servers));
  }

  /// Empty when none comes in time.
  private byte[] answer(int transaction, long endNanos) throws IOException {
    while (System.nanoTime() < endNanos) {
      var packet = new DatagramPacket(new byte[1500], 1500);
      socket.setSoTimeout((int) Math.max(1, (endNanos - System.nanoTime()) / 1_000_000));
      try {
        socket.receive(packet);
      } catch (SocketTimeoutException _) {
        return new byte[0];
      }
      var bytes = Arrays.copyOf(packet.getData(), packet.getLength());
      if (bytes.length > 4 && (ByteBuffer.wrap(bytes).getInt() & 0xffffff) == transaction) {
        return bytes;
      }
    }
    return new byte[0];
  }

  private static Map<Integer, byte[]> options(byte[] packet, int from) {
    var options = new HashMap<Integer, byte[]>();
    var left = ByteBuffer.wrap(packet).position(from);
    while (left.remaining() >= 4) {
      int number = left.getShort() & 0xffff;
      var value = new byte[left.getShort() & 0xffff];
      left.get(value);
      options.put(number, value);
    }
    return options;
  }

  /// The address stands in option 5 of option 3; before the vendor's class are its number and the
  /// length.
  private static String words(Map<Integer, byte[]> options) throws IOException {
    var given = options(options.getOrDefault(3, new byte[12]), 12).get(5);
    var address =
        given == null ? "" : InetAddress.getByAddress(Arrays.copyOf(given, 16)).getHostAddress();
    var vendor = options.getOrDefault(16, new byte[6]);
    return "address=%s url=%s class=%s"
        .formatted(
            address,
            text(options.getOrDefault(59, new byte[0])),
            text(Arrays.copyOfRange(vendor, Math.min(6, vendor.length), vendor.length)));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
