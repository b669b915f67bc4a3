package org.lifeboot.manager.netboot;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.server.EfiLoader;
import org.lifeboot.manager.server.MacAddress;

/// What anybody on the boot network may send, and what dnsmasq logs of it.
public final class NetbootFuzz {

  private static final long SIZE_BYTES = 1_000;

  private static final MacAddress CARD = new MacAddress("52:54:00:00:00:01");

  private static final List<BootScript> LANGUAGES =
      List.of(new IpxeScript(), new KexecScript(), new GrubScript(CARD, Optional.empty()));

  private NetbootFuzz() {}

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }

  public static void range(byte[] input) {
    ByteRange.of(text(input), SIZE_BYTES)
        .ifPresent(
            range ->
                require(range.first() >= 0 && range.end() <= SIZE_BYTES && range.length() > 0));
  }

  public static void dnsmasq(byte[] input) {
    DnsmasqLine.of(text(input));
  }

  public static void mac(byte[] input) {
    try {
      require(new MacAddress(text(input)).text().matches("([0-9a-f]{2}:){5}[0-9a-f]{2}"));
    } catch (IllegalArgumentException e) {
      require(e.getMessage() != null);
    }
  }

  /// A server's name comes to stand in a script that iPXE, GRUB or a shell runs.
  public static void script(byte[] input) {
    for (BootScript language : LANGUAGES) {
      String script = language.fromDisk(text(input));
      String own = language.fromDisk("name");
      require(script.lines().count() == own.lines().count());
      require(!script.contains("${"));
      require(quotes(script) == quotes(own));
    }
  }

  /// A loader's path is one word of GRUB's script, or refused.
  public static void loader(byte[] input) {
    try {
      var loader = new EfiLoader(text(input));
      String script = new GrubScript(CARD, Optional.of(loader)).fromDisk("name");
      require(loader.text().matches("/EFI/[A-Za-z0-9._/-]{1,191}\\.[Ee][Ff][Ii]"));
      require(script.contains(" in " + loader.text() + " /EFI/"));
      require(new EfiLoader(loader.text()).equals(loader));
    } catch (IllegalArgumentException e) {
      require(e.getMessage() != null);
    }
  }

  private static long quotes(String script) {
    return script.chars().filter(each -> each == '\'').count();
  }

  private static void require(boolean right) {
    if (!right) {
      throw new AssertionError("not what it must be");
    }
  }
}
