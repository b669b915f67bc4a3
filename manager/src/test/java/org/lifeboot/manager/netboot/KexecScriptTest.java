package org.lifeboot.manager.netboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The scripts in a real shell. Where they would act, a function of the same name tells.
@Timeout(60)
class KexecScriptTest {

  private static final BootAddresses BOOT =
      BootAddresses.of(
          URI.create("http://boot:8081/"),
          new BootId("00112233445566778899aabbccddeeff"),
          "cafe",
          "feed");

  @TempDir Path folder;

  private record Said(int exit, String words) {}

  private Said sh(String script, String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("sh"));
    command.addAll(List.of(arguments));
    command.add(Files.writeString(folder.resolve("script"), script).toString());
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), words);
  }

  /// The first script without its last line, which begins.
  private static String functions() {
    String start = KexecScript.start(URI.create("http://boot:8081/"));
    assertThat(start).endsWith("\nmain\n");
    return start.substring(0, start.length() - "main\n".length());
  }

  @Test
  void theFirstScriptIsOneThatAShellReadsAndBeginsWithItsLastLine() throws Exception {
    assertThat(sh(KexecScript.start(URI.create("http://boot:8081/")), "-n"))
        .isEqualTo(new Said(0, ""));
    assertThat(sh(functions())).as("cut off, it does nothing").isEqualTo(new Said(0, ""));
    assertThat(functions()).contains("manager='http://boot:8081'\n");
  }

  @Test
  void rescueFetchesFourFilesAndGoesWithTheWholeCommandLine() throws Exception {
    String script = new KexecScript().rescue("web-1", BOOT, "boot=lifeboot it's");

    Said said =
        sh(
            functions()
                + "get() { echo \"get $1 $2\"; }\ngo() { echo \"go <$1>\"; }\nwork=/w\n"
                + script);

    assertThat(said.words().lines())
        .containsExactly(
            "lifeboot: fetching the rescue system for web-1",
            "get http://boot:8081/boot/image/cafe/00112233445566778899aabbccddeeff/vmlinuz /w/vmlinuz",
            "get http://boot:8081/boot/image/cafe/00112233445566778899aabbccddeeff/initrd.img /w/initrd",
            "get http://boot:8081/boot/agent/feed/00112233445566778899aabbccddeeff/agent.img /w/agent",
            "get http://boot:8081/boot/session/00112233445566778899aabbccddeeff/session.img /w/session",
            "go <boot=lifeboot it's fetch=http://boot:8081/boot/image/cafe/00112233445566778899aabbccddeeff"
                + "/filesystem.squashfs>");
  }

  @Test
  void aFetchThatFailsEndsItBeforeAnythingIsLoaded() throws Exception {
    Said said =
        sh(
            functions()
                + "get() { echo 'curl: (7) refused' >&2; return 7; }\ngo() { echo gone; }\nwork=/w\n"
                + new KexecScript().rescue("web-1", BOOT, ""));

    assertThat(said.exit()).isEqualTo(7);
    assertThat(said.words()).contains("refused").doesNotContain("gone");
  }

  @Test
  void whatIsNotRescueIsSaidWithWhatToDo() throws Exception {
    var script = new KexecScript();

    assertThat(sh(functions() + script.fromDisk("web-1")))
        .isEqualTo(
            new Said(
                1,
                "lifeboot: the netboot of web-1 is \"disk\": choose \"rescue\" first, then run this"
                    + " again\n"));
    assertThat(sh(functions() + script.memtest("w'; reboot; '", URI.create("http://x/"))).words())
        .startsWith("lifeboot: the netboot of w?? reboot? ? is \"memtest\"");
    assertThat(sh(functions() + script.notPossible("the rescue system", "web-1")).exit())
        .isEqualTo(1);
  }

  @Test
  void archivesInOneFileBeginAtAMultipleOfFourBytes() throws Exception {
    for (int size = 1; size <= 5; size++) {
      Files.write(folder.resolve("part" + size), new byte[size]);
    }

    Said said =
        sh(
            functions()
                + "work='%s'\n".formatted(folder)
                + "for n in 1 2 3 4 5; do add_to_initrd \"$work/part$n\"; wc -c <\"$work/initrd.all\"; done\n");

    assertThat(said.words().lines()).containsExactly("4", "8", "12", "16", "24");
  }

  private Said takeOver(String dynamic, String before) throws Exception {
    return sh(
        functions()
            + """
        ip() {
          case $* in
          *route*) echo 'default via 192.0.2.1 dev eth0 proto static' ;;
          *) echo '2: eth0 inet 192.0.2.7/24 brd 192.0.2.255 scope global %s eth0' ;;
          esac
        }
        sed() { case $* in *nameserver*) echo 192.0.2.53 ;; *) command sed "$@" ;; esac; }
        way=eth0 card=52:54:00:00:00:01 ip=192.0.2.1
        %s
        take_over && echo "network:$network"
        """
                .formatted(dynamic, before));
  }

  @Test
  void anAddressThatIsNotFromDhcpIsTakenOver() throws Exception {
    assertThat(takeOver("", "").words().lines())
        .endsWith("network: ip=192.0.2.7::192.0.2.1:24:::none:192.0.2.53:");
    assertThat(takeOver("", "LIFEBOOT_DHCP=yes").words()).isEqualTo("network:\n");
    assertThat(takeOver("dynamic", "").words()).isEqualTo("network:\n");
    assertThat(takeOver("dynamic", "vlan_number() { echo 12; }").words())
        .isEqualTo("network: vlan=vlan12\n");
    assertThat(takeOver("", "vlan_number() { echo 12; }").words().lines())
        .endsWith("network: vlan=vlan12 ip=192.0.2.7::192.0.2.1:24:::none:192.0.2.53:");
  }

  private Said takeOverSixth(String dynamic) throws Exception {
    return sh(
        functions()
            + """
        ip() {
          case $* in
          *route*) echo 'default via fe80::1 dev eth0 proto static metric 1024 pref medium' ;;
          *) echo '2: eth0 inet6 2001:db8::7/64 scope global %s valid_lft forever' ;;
          esac
        }
        sed() { case $* in *nameserver*) echo '[2001:db8::53]' ;; *) command sed "$@" ;; esac; }
        way=eth0 card=52:54:00:00:00:01 ip=2001:db8::1
        take_over && echo "network:$network"
        """
                .formatted(dynamic));
  }

  @Test
  void whereTheManagerIsReachedByIpv6SuchAnAddressIsTakenOver() throws Exception {
    assertThat(takeOverSixth("").words().lines())
        .endsWith("network: ip=[2001:db8::7]::[fe80::1]:64:::none:[2001:db8::53]:");
    assertThat(takeOverSixth("dynamic").words()).isEqualTo("network:\n");
  }

  @Test
  void whatTheManagerSaysOfTheNetworkComesFirst() throws Exception {
    String go =
        "add_to_initrd() { :; }\nkexec() { echo \"$*\"; exit; }\n"
            + "work='%s' card=52:54:00:00:00:01\n".formatted(folder)
            + "network=' ip=192.0.2.7:::24:::none:'\ngo '%s' 2>&1\n";

    assertThat(sh(functions() + go.formatted("quiet")).words())
        .contains("quiet ip=192.0.2.7:::24:::none: BOOTIF=01-52-54-00-00-00-01");
    assertThat(sh(functions() + go.formatted("quiet ip=10.0.0.1:::24:::none")).words())
        .contains("ip=10.0.0.1")
        .doesNotContain("192.0.2.7");
  }
}
