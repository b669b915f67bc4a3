package org.lifeboot.manager.netboot;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.lifeboot.manager.server.EfiLoader;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.ServerNetwork;
import org.lifeboot.protocol.SessionFile;

/// A desk with one server that is asked into rescue, one that is to boot its disk, and a record of
/// all that was asked.
final class FakeBootDesk implements BootDesk {

  static final MacAddress IN_RESCUE = new MacAddress("52:54:00:00:00:01");
  static final MacAddress ON_DISK = new MacAddress("52:54:00:00:00:02");
  static final MacAddress IN_MEMTEST = new MacAddress("52:54:00:00:00:03");
  static final BootId BOOT = new BootId("00112233445566778899aabbccddeeff");
  static final Optional<EfiLoader> LOADER = EfiLoader.typed("/EFI/acme/grubx64.efi");
  static final SessionFile SESSION =
      new SessionFile("session-1", "token-1", "wss://10.0.2.2:8443/agent", "ab".repeat(32));

  final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  final BlockingQueue<BootClient> clients = new LinkedBlockingQueue<>();
  private final Set<BootId> sessionFilesLeft = new HashSet<>(List.of(BOOT));

  @Override
  public Optional<BootAnswer> bootAsked(MacAddress mac, BootClient client) {
    seen.add("asked " + mac);
    clients.add(client);
    if (mac.equals(IN_RESCUE)) {
      return Optional.of(new BootAnswer.Rescue(BOOT, "demo-1", ServerNetwork.DHCP, LOADER));
    }
    if (mac.equals(IN_MEMTEST)) {
      return Optional.of(new BootAnswer.Memtest(BOOT, "demo-3", LOADER));
    }
    return mac.equals(ON_DISK)
        ? Optional.of(new BootAnswer.FromDisk("demo-2", LOADER))
        : Optional.empty();
  }

  @Override
  public Optional<Seat> seat(String server) {
    return switch (server) {
      case "server-1" -> Optional.of(new Seat(IN_RESCUE, ServerNetwork.DHCP));
      case "server-2" ->
          Optional.of(new Seat(ON_DISK, ServerNetwork.of("10.0.4.21/24", "10.0.4.1", "", "12")));
      default -> Optional.empty();
    };
  }

  @Override
  public void strangerAsked(List<MacAddress> cards, BootClient client) {
    seen.add("stranger " + cards + " " + client.platform());
  }

  @Override
  public boolean fileFetched(BootId boot, BootFile file, Fetch fetch) {
    if (!boot.equals(BOOT)) {
      return false;
    }
    switch (fetch) {
      case Fetch.Started(long sizeBytes) -> seen.add(file.step() + " started " + sizeBytes);
      case Fetch.Finished(long sentBytes, var _) -> seen.add(file.step() + " sent " + sentBytes);
      case Fetch.Broken(long _, var _) -> seen.add(file.step() + " broken off");
    }
    return true;
  }

  @Override
  public synchronized Optional<SessionFile> takeSessionFile(BootId boot) {
    seen.add("session-file taken");
    return sessionFilesLeft.remove(boot) ? Optional.of(SESSION) : Optional.empty();
  }

  @Override
  public void addressGiven(MacAddress mac, String address) {
    seen.add("address " + mac + " " + address);
  }
}
