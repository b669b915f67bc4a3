package org.lifeboot.manager.netboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.server.ServerNetwork;

/// The network part of the rescue system's boot scripts (image/root/etc/initramfs-tools), with the
/// words that the Manager puts on the kernel's command line, in the shell that runs them there and
/// on a real card; and what they leave for systemd-networkd. Router advertisements are real. Only
/// DHCP, which busybox does not have everywhere, and VLANs, which not every kernel has, are played.
@Timeout(60)
class InitramfsNetworkTest {

  @TempDir Path folder;
  private TestLan lan;

  @BeforeEach
  void start() throws Exception {
    assumeThat(System.getProperty("user.name")).as("namespaces need root").isEqualTo("root");
    lan = new TestLan();
    lan.machine("server", "");
  }

  @AfterEach
  void stop() {
    if (lan != null) {
      lan.close();
    }
  }

  private String script(String name) throws IOException {
    var scripts = TestLan.repository().resolve("image/root/etc/initramfs-tools/scripts");
    var text = Files.readString(scripts.resolve(name));
    return text.replace("/proc/cmdline", folder + "/cmdline")
        .replace("mount -o remount", ": mount -o remount")
        .replace("/tmp/lifeboot", folder + "/lifeboot")
        .replace("/run/", folder + "/run/");
  }

  /// Brings the card up as the initramfs does, hands over to the booted system, and tells of the
  /// card's state.
  private String booted(String network) throws Exception {
    Files.createDirectories(folder.resolve("run"));
    Files.writeString(
        folder.resolve("cmdline"), "quiet%s BOOTIF=01-52-54-00-00-00-01\n".formatted(network));
    var hand = Files.writeString(folder.resolve("init-bottom"), script("init-bottom/lifeboot"));
    var boot =
        script("lifeboot")
            + """
            modprobe() { :; }
            busybox() {
              case "$*" in
              *"type vlan"*) echo "asked: $*" ;;
              *"set vlan"*) ;;
              udhcpc6*)
                echo "asked DHCPv6: $2 $3"
                interface=$3 ipv6=fd00:77::50 dns="fd00:77::53 fd00:77::54" sh "${*##* }" bound
                ;;
              *) command busybox "$@" ;;
              esac
            }
            ipconfig() {
              echo "asked DHCP: $*"
              echo IPV4ADDR=10.77.0.50 >%1$s/run/net-eth0.conf
              echo IPV4ADDR=10.77.0.50 >%1$s/run/net-vlan12.conf
            }
            DEVICE=eth0
            lifeboot_bring_up && echo "up: $DEVICE $IPV4ADDR" $IPV4DNS0 $IPV4DNS1
            . %2$s
            busybox ip addr show eth0
            busybox ip route
            """
                .formatted(folder, hand);
    return String.join(
        "\n",
        lan.runs(
            "server",
            List.of("busybox", "sh", Files.writeString(folder.resolve("boot"), boot).toString())));
  }

  private String left(String file) throws IOException {
    return Files.readString(folder.resolve("run/systemd/network").resolve(file));
  }

  private static String words(String address, String gateway, String dns, String vlan) {
    return KernelNetwork.words(ServerNetwork.of(address, gateway, dns, vlan));
  }

  @Test
  void anAddressOfTheManagersIsSetAndKept() throws Exception {
    var said = booted(words("10.0.4.21/24", "10.0.4.1", "10.0.4.2 10.0.4.3", ""));

    assertThat(said)
        .contains("up: eth0 10.0.4.21", "inet 10.0.4.21/24", "default via 10.0.4.1 dev eth0")
        .doesNotContain("asked");
    assertThat(left("10-boot.network"))
        .isEqualTo(
            """
            # The card that the server booted from; the others are left alone.
            [Match]
            MACAddress=52:54:00:00:00:01
            Kind=!*

            [Network]
            IPv6AcceptRA=no
            Address=10.0.4.21/24
            DNS=10.0.4.2
            DNS=10.0.4.3

            [Route]
            Gateway=10.0.4.1
            GatewayOnLink=yes
            """);
  }

  @Test
  void aGatewayOutsideOfItsNetworkIsReached() throws Exception {
    assertThat(booted(words("10.0.4.21/32", "192.0.2.1", "", "")))
        .contains("default via 192.0.2.1 dev eth0", "192.0.2.1 dev eth0 scope link");
  }

  @Test
  void anAddressOfIpv6IsSetAsWell() throws Exception {
    assertThat(booted(words("2001:db8::21/64", "2001:db8::1", "2001:db8::53", "")))
        .contains("up: eth0 2001:db8::21", "inet6 2001:db8::21/64");
    assertThat(left("10-boot.network"))
        .contains("Address=2001:db8::21/64\nDNS=2001:db8::53\n", "Gateway=2001:db8::1\n");
  }

  @Test
  void aMaskOfDottedNumbersIsReadToo() throws Exception {
    assertThat(booted(" ip=10.0.4.21::10.0.4.1:255.255.252.0::eth0:none"))
        .contains("inet 10.0.4.21/22");
  }

  @Test
  void withoutAWordDhcpIsAskedThenAndAfterwards() throws Exception {
    assertThat(booted("")).contains("asked DHCP: -t 45 -c dhcp -d eth0", "up: eth0 10.77.0.50");
    assertThat(left("10-boot.network")).contains("[Network]\nDHCP=yes\n", "ClientIdentifier=mac");
  }

  /// A network whose router tells its prefix, and whether addresses may be made from that.
  private void announced(String range) throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    lan.ip("server", "link", "set", "eth0", "down");
    lan.machine("router", "fd00:77::1/64");
    lan.settles("router");
    lan.start(
        "router",
        "started, version",
        List.of(
            "dnsmasq",
            "--keep-in-foreground",
            "--log-facility=-",
            "--conf-file=/dev/null",
            "--port=0",
            "--leasefile-ro",
            "--enable-ra",
            "--dhcp-range=" + range));
  }

  @Test
  void aManagerWithAnIpv6AddressIsReachedByWhatTheRouterTells() throws Exception {
    announced("fd00:77::,ra-only,64");
    lan.ip("server", "link", "set", "eth0", "address", "52:54:00:00:00:01");

    assertThat(booted(" fetch=http://[fd00:77::1]:8081/filesystem.squashfs"))
        .contains(
            "up: eth0 fd00:77::5054:ff:fe00:1",
            "inet6 fd00:77::5054:ff:fe00:1/64 scope global dynamic")
        .doesNotContain("asked");
    assertThat(left("10-boot.network")).contains("[Network]\nDHCP=yes\nIPv6AcceptRA=yes\n");
  }

  @Test
  void whereTheRouterLeavesAddressesToDhcpv6ThatIsAsked() throws Exception {
    announced("fd00:77::50,fd00:77::99,64");

    assertThat(booted(" fetch=http://[fd00:77::1]:8081/filesystem.squashfs"))
        .contains(
            "asked DHCPv6: -i eth0",
            "up: eth0 fd00:77::50 fd00:77::53 fd00:77::54",
            "inet6 fd00:77::50/128 scope global");
  }

  @Test
  void aWordOfTheCommandLineSaysWhichOfBothIsAsked() throws Exception {
    assertThat(booted(" ip=dhcp6 fetch=http://10.77.0.1:8081/filesystem.squashfs"))
        .contains("asked DHCPv6: -i eth0", "up: eth0 fd00:77::50");
    assertThat(booted(" ip=dhcp fetch=http://[fd00:77::1]:8081/filesystem.squashfs"))
        .contains("asked DHCP: -t 45 -c dhcp -d eth0", "up: eth0 10.77.0.50");
  }

  @Test
  void aVlanIsEnteredAndTheCardItselfLeftWithoutAnAddress() throws Exception {
    assertThat(booted(words("", "", "", "12")))
        .contains(
            "asked: ip link add link eth0 name vlan12 type vlan id 12",
            "asked DHCP: -t 45 -c dhcp -d vlan12",
            "up: vlan12 10.77.0.50");
    assertThat(left("10-boot.network"))
        .endsWith("[Network]\nVLAN=vlan12\nLinkLocalAddressing=no\nIPv6AcceptRA=no\n");
    assertThat(left("10-boot.netdev"))
        .isEqualTo("[NetDev]\nName=vlan12\nKind=vlan\n\n[VLAN]\nId=12\n");
    assertThat(left("11-boot.network")).startsWith("[Match]\nName=vlan12\n\n[Network]\nDHCP=yes\n");
  }
}
