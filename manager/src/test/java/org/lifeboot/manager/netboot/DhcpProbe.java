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
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// A network card that asks DHCP what to boot (RFC 2131, RFC 4578, RFC 3004), as a program of its
/// own, so that it can be started inside a network namespace.
///
/// Arguments: MAC address; `bios`, `uefi`, `http` (UEFI's HTTP Boot), `ipxe`, `ipxe-efi` or
/// `system` (an installed system, which boots nothing); seconds to collect answers. Prints a line
/// for each offer and, when one had an address, for the acknowledgement of it (`ack`), and of a
/// proxy beside it, for what its boot server said then (`boot`): `offer address=… server=… next=…
/// file=… class=…`; what is not in an answer is empty.
final class DhcpProbe {

  private static final InetSocketAddress ALL = new InetSocketAddress("255.255.255.255", 67);
  private static final byte[] COOKIE = {99, (byte) 130, 83, 99};
  private static final int DISCOVER = 1;
  private static final int OFFER = 2;
  private static final int REQUEST = 3;
  private static final int ACK = 5;

  private final byte[] mac;
  private final String kind;
  private final int transaction;
  private final DatagramSocket socket;

  private DhcpProbe(byte[] mac, String kind, DatagramSocket socket) {
    this.mac = mac;
    this.kind = kind;
    this.transaction = Arrays.hashCode(mac) * 31 + kind.hashCode();
    this.socket = socket;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var mac = HexFormat.ofDelimiter(":").parseHex(arguments[0]);
    try (var socket = new DatagramSocket(null)) {
      socket.setReuseAddress(true);
      socket.setBroadcast(true);
      socket.bind(new InetSocketAddress(68));
      new DhcpProbe(mac, arguments[1], socket).run(Integer.parseInt(arguments[2]));
    }
  }

  /// Asks again every two seconds, as firmware does, until there is an address.
  private void run(int seconds) throws IOException, InterruptedException {
    var chosen = Answer.NONE;
    var proxy = Answer.NONE;
    var endNanos = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() < endNanos) {
      if (!chosen.hasAddress()) {
        send(question(DISCOVER), ALL);
      }
      var roundNanos = Math.min(endNanos, System.nanoTime() + 2_000_000_000L);
      while (System.nanoTime() < roundNanos) {
        var answer = receive(roundNanos);
        if (answer.type() == OFFER) {
          System.out.println("offer " + answer.words());
          chosen = chosen.hasAddress() || !answer.hasAddress() ? chosen : answer;
          proxy = answer.isProxy() ? answer : proxy;
        }
      }
    }
    if (chosen.hasAddress()) {
      take(chosen);
    }
    if (chosen.hasAddress() && proxy.isProxy()) {
      askBootServer(chosen, proxy);
    }
  }

  /// The second half of proxy-DHCP (PXE 2.1, "Step 4": port 4011), with the address that was given.
  private void askBootServer(Answer address, Answer proxy)
      throws IOException, InterruptedException {
    var _ =
        new ProcessBuilder("ip", "addr", "replace", address.address() + "/24", "dev", "eth0")
            .inheritIO()
            .start()
            .waitFor();
    var request = question(REQUEST);
    request.put(12, InetAddress.getByName(address.address()).getAddress());
    if (proxy.menuItem() != 0) {
      option(
          request,
          43,
          (byte) 71,
          (byte) 4,
          (byte) (proxy.menuItem() >> 8),
          (byte) proxy.menuItem(),
          (byte) 0,
          (byte) 0,
          (byte) 255);
    }
    send(request, new InetSocketAddress(proxy.server(), 4011));
    awaitAck("boot ");
    var _ = new ProcessBuilder("ip", "addr", "flush", "dev", "eth0").inheritIO().start().waitFor();
    var _ =
        new ProcessBuilder("ip", "route", "replace", "255.255.255.255/32", "dev", "eth0")
            .inheritIO()
            .start()
            .waitFor();
  }

  private void take(Answer offer) throws IOException {
    var request = question(REQUEST);
    option(request, 50, InetAddress.getByName(offer.address()).getAddress());
    option(request, 54, InetAddress.getByName(offer.server()).getAddress());
    send(request, ALL);
    awaitAck("ack ");
  }

  private void awaitAck(String word) throws IOException {
    var endNanos = System.nanoTime() + 10_000_000_000L;
    while (System.nanoTime() < endNanos) {
      var answer = receive(endNanos);
      if (answer.type() == ACK) {
        System.out.println(word + answer.words());
        return;
      }
    }
  }

  private ByteBuffer question(int type) {
    var packet = ByteBuffer.allocate(600);
    packet.put((byte) 1).put((byte) 1).put((byte) 6).put((byte) 0).putInt(transaction);
    packet.putShort((short) 4).putShort((short) 0x8000); // answer by broadcast
    packet.position(28).put(mac).position(236);
    packet.put(COOKIE);
    option(packet, 53, (byte) type);
    option(packet, 55, (byte) 1, (byte) 3, (byte) 6, (byte) 43, (byte) 60, (byte) 66, (byte) 67);
    switch (kind) {
      case "bios" -> pxe(packet, 0, "PXEClient:Arch:00000:UNDI:002001");
      case "uefi" -> pxe(packet, 7, "PXEClient:Arch:00007:UNDI:003016");
      case "http" -> pxe(packet, 16, "HTTPClient:Arch:00016:UNDI:003001");
      case "ipxe" -> ipxe(packet, 0, "PXEClient:Arch:00000:UNDI:002001");
      case "ipxe-efi" -> ipxe(packet, 7, "PXEClient:Arch:00007:UNDI:003010");
      default -> {}
    }
    return packet;
  }

  private static void pxe(ByteBuffer packet, int architecture, String vendor) {
    option(packet, 60, vendor.getBytes(StandardCharsets.US_ASCII));
    option(packet, 93, (byte) 0, (byte) architecture);
    option(packet, 94, (byte) 1, (byte) 3, (byte) 16);
    option(packet, 97, new byte[17]);
  }

  /// iPXE names itself by the user class, and by its own option 175 with what it can (here: HTTP).
  private static void ipxe(ByteBuffer packet, int architecture, String vendor) {
    pxe(packet, architecture, vendor);
    option(packet, 77, "iPXE".getBytes(StandardCharsets.US_ASCII));
    option(packet, 175, (byte) 19, (byte) 1, (byte) 1);
  }

  private static void option(ByteBuffer packet, int number, byte... value) {
    packet.put((byte) number).put((byte) value.length).put(value);
  }

  private void send(ByteBuffer packet, InetSocketAddress to) throws IOException {
    packet.put((byte) 255);
    var bytes = new byte[packet.capacity()];
    packet.rewind().get(bytes);
    socket.send(new DatagramPacket(bytes, bytes.length, to));
  }

  private Answer receive(long endNanos) throws IOException {
    var packet = new DatagramPacket(new byte[1500], 1500);
    socket.setSoTimeout((int) Math.max(1, (endNanos - System.nanoTime()) / 1_000_000));
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException _) {
      return Answer.NONE;
    }
    var bytes = Arrays.copyOf(packet.getData(), packet.getLength());
    return bytes.length > 240 && ByteBuffer.wrap(bytes).getInt(4) == transaction
        ? Answer.of(bytes)
        : Answer.NONE;
  }

  /// What a server said; what it did not say is empty.
  ///
  /// @param type of the message; 0 for none
  /// @param next where the boot file is
  /// @param vendor its vendor class
  /// @param menuItem number of the first item of its boot menu; 0 for no menu
  private record Answer(
      int type,
      String address,
      String server,
      String next,
      String file,
      String vendor,
      int menuItem) {

    static final Answer NONE = new Answer(0, "", "", "", "", "", 0);

    /// A name in option 67 or 66 is as good as one in the packet's head (RFC 2132, 9.4 and 9.5).
    static Answer of(byte[] packet) throws IOException {
      var options = options(packet);
      var file = string(packet, 108, 128);
      var next = address(packet, 20);
      return new Answer(
          options.containsKey(53) ? packet[options.get(53)] : 0,
          address(packet, 16),
          options.containsKey(54) ? address(packet, options.get(54)) : "",
          next.isEmpty() ? text(packet, options, 66) : next,
          file.isEmpty() ? text(packet, options, 67) : file,
          text(packet, options, 60),
          menuItem(packet, options));
    }

    /// Where each option's value begins.
    private static Map<Integer, Integer> options(byte[] packet) {
      var options = new TreeMap<Integer, Integer>();
      var at = 240;
      while (at + 1 < packet.length && (packet[at] & 255) != 255) {
        options.put(packet[at] & 255, at + 2);
        at += packet[at] == 0 ? 1 : 2 + (packet[at + 1] & 255);
      }
      return options;
    }

    private static String text(byte[] packet, Map<Integer, Integer> options, int number) {
      var at = options.getOrDefault(number, 0);
      return at == 0 ? "" : string(packet, at, packet[at - 1] & 255);
    }

    private static String address(byte[] packet, int at) throws IOException {
      var text = InetAddress.getByAddress(Arrays.copyOfRange(packet, at, at + 4)).getHostAddress();
      return text.equals("0.0.0.0") ? "" : text;
    }

    private static String string(byte[] packet, int at, int length) {
      return new String(packet, at, length, StandardCharsets.US_ASCII)
          .replaceAll("(?s)\0.*", "")
          .strip();
    }

    /// PXE_BOOT_MENU is number 9 of the options within option 43 (PXE 2.1).
    private static int menuItem(byte[] packet, Map<Integer, Integer> options) {
      var at = options.getOrDefault(43, 0);
      var end = at == 0 ? 0 : at + (packet[at - 1] & 255);
      while (at + 3 < end && packet[at] != 9) {
        at += 2 + (packet[at + 1] & 255);
      }
      return at + 3 < end ? ((packet[at + 2] & 255) << 8) | (packet[at + 3] & 255) : 0;
    }

    boolean isProxy() {
      return !hasAddress() && vendor.equals("PXEClient");
    }

    boolean hasAddress() {
      return !address.isEmpty();
    }

    String words() {
      return "address=%s server=%s next=%s file=%s class=%s"
          .formatted(address, server, next, file, vendor);
    }
  }
}
