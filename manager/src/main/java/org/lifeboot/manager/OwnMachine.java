package org.lifeboot.manager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lifeboot.manager.account.Accounts;
import org.lifeboot.manager.account.Secrets;
import org.lifeboot.manager.agentlink.DoorKey;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.netboot.BootAnswer;
import org.lifeboot.manager.netboot.BootClient;
import org.lifeboot.manager.netboot.BootDesk;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerDraft;
import org.lifeboot.manager.server.Servers;
import org.lifeboot.manager.session.NetbootChoice;
import org.lifeboot.manager.session.Sessions;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.SessionFile;

/// The machine that the Manager runs on, as the one server that it rescues. It takes the same steps
/// as one that netboots: its session is asked for, its boot is answered, its session file is taken
/// once, and it becomes `active` when its Agent returns the token.
///
/// @param folder where its Agent looks for `session.json`
record OwnMachine(Path folder, Servers servers, Sessions sessions, BootDesk boots) {

  private static final String NAME = "this-machine";
  private static final String ADMINISTRATOR = "admin";

  /// A network card that is none, for a machine without (RFC 7042, 2.1: locally administered).
  private static final MacAddress NO_CARD = new MacAddress("02:00:00:00:00:01");

  private static final Path SYS = Path.of("/sys");

  /// Rescues it, and shows on its consoles how to get in.
  ///
  /// @return ends what is shown
  ConsoleSign rescued(Accounts accounts, DoorKey key, int port) {
    String password = password(accounts);
    begin(cards(SYS));
    return ConsoleSign.start(
        new ConsoleSign.Way(port, ADMINISTRATOR, password, key.certificateSha256()),
        new ConsoleSign.Places(SYS, Path.of("/dev"), Path.of("/run/issue.d")));
  }

  /// Nobody has written an earlier one down for good: a Manager that starts again makes a new one.
  private static String password(Accounts accounts) {
    return accounts
        .createFirstAdministrator()
        .orElseGet(
            () -> {
              String password = Secrets.password(20);
              accounts.changePassword(
                  ADMINISTRATOR, password, Optional.empty(), Accounts.Tokens.KEEP, Who.MANAGER);
              return password;
            });
  }

  /// One session, however often the Manager starts: what was ended by its owner is not begun anew.
  void begin(List<MacAddress> cards) {
    if (Files.exists(folder.resolve("session.json"))) {
      return;
    }
    Server server = servers.find(NAME).orElseGet(() -> servers.add(draft(cards), Who.MANAGER));
    if (server.liveSession().isEmpty()) {
      sessions.begin(server.id(), new NetbootChoice.Rescue(true, List.of()), Who.MANAGER);
    }
    sessionFile(server.macAddresses().getFirst()).ifPresent(this::write);
  }

  private static ServerDraft draft(List<MacAddress> cards) {
    return new ServerDraft(
        NAME,
        cards.isEmpty() ? List.of(NO_CARD) : cards.subList(0, Math.min(32, cards.size())),
        "owner@localhost",
        ServerDraft.NO_POWER,
        Optional.empty());
  }

  private Optional<SessionFile> sessionFile(MacAddress card) {
    var client = new BootClient("", "", "", "", "medium");
    return boots.bootAsked(card, client).flatMap(this::sessionFile);
  }

  private Optional<SessionFile> sessionFile(BootAnswer answer) {
    return switch (answer) {
      case BootAnswer.Rescue(var boot, _, _, _) -> boots.takeSessionFile(boot);
      case BootAnswer.FromDisk _, BootAnswer.Memtest _ -> Optional.empty();
    };
  }

  /// Whole or not at all, for its owner's eyes only.
  private void write(SessionFile file) {
    try {
      Files.createDirectories(folder);
      Path half =
          Files.createTempFile(
              folder,
              "session",
              ".half",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(half, new Codec().write(file));
      Files.move(half, folder.resolve("session.json"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("handing the session to the Agent in " + folder, e);
    }
  }

  /// Its real network cards; those that Linux makes up (bonds, bridges) have no device.
  static List<MacAddress> cards(Path sys) {
    try (Stream<Path> cards = Files.list(sys.resolve("class/net"))) {
      return cards
          .filter(card -> Files.exists(card.resolve("device")))
          .sorted()
          .flatMap(OwnMachine::address)
          .distinct()
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private static Stream<MacAddress> address(Path card) {
    try {
      return Stream.of(new MacAddress(Files.readString(card.resolve("address"))));
    } catch (IOException | IllegalArgumentException _) {
      return Stream.empty(); // an InfiniBand card has a longer one
    }
  }
}
