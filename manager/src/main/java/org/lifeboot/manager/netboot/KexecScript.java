package org.lifeboot.manager.netboot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// The scripts that start a rescue system from a running Linux, for sh(1). Pure.
///
/// The first, a resource, is the same for every server; what it gets from the Manager it reads as a
/// part of itself: `get`, `go`, `die` and `$work` are its own. Whatever fails before `go`, the
/// system runs on. Scripts are seen by anybody on the boot network, as those of [IpxeScript] are.
record KexecScript() implements BootScript {

  /// The first script.
  ///
  /// @param manager `boot.url`
  static String start(URI manager) {
    return Start.TEXT.replace("@MANAGER@", manager.toString().replaceAll("[/']+$|'", ""));
  }

  private static final class Start {
    private static final String TEXT = read();

    private static String read() {
      try (var script = KexecScript.class.getResourceAsStream("/netboot/start.kexec")) {
        if (script == null) {
          throw new IllegalStateException("start.kexec is not in this program");
        }
        return new String(script.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException("reading start.kexec", e);
      }
    }
  }

  @Override
  public String fromDisk(String serverName) {
    return """
    die 'the netboot of %s is "disk": choose "rescue" first, then run this again'
    """
        .formatted(BootScript.shown(serverName));
  }

  @Override
  public String notPossible(String what, String serverName) {
    return """
    die '%s for %s is not available, see the Manager'
    """
        .formatted(what, BootScript.shown(serverName));
  }

  /// It is no Linux, and wants the machine as the firmware leaves it.
  @Override
  public String memtest(String serverName, URI memtest) {
    return """
    die 'the netboot of %s is "memtest", which kexec cannot start: reboot the server'
    """
        .formatted(BootScript.shown(serverName));
  }

  @Override
  public String rescue(String serverName, BootAddresses boot, String kernelArguments) {
    return """
    echo 'lifeboot: fetching the rescue system for %s'
    get %s "$work/vmlinuz"
    get %s "$work/initrd"
    get %s "$work/agent"
    get %s "$work/session"
    go %s
    """
        .formatted(
            BootScript.shown(serverName),
            word(boot.kernel().toString()),
            word(boot.initrd().toString()),
            word(boot.agent().toString()),
            word(boot.session().toString()),
            word(
                BootScript.whole(
                    "%s fetch=%s".formatted(kernelArguments, boot.squashfs().toString()))));
  }

  /// A word that the shell takes as it is.
  private static String word(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
