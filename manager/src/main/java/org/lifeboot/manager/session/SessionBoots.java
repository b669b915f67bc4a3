package org.lifeboot.manager.session;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.account.Secrets;
import org.lifeboot.manager.memtest.Memtests;
import org.lifeboot.manager.netboot.BootAnswer;
import org.lifeboot.manager.netboot.BootClient;
import org.lifeboot.manager.netboot.BootDesk;
import org.lifeboot.manager.netboot.BootFile;
import org.lifeboot.manager.netboot.BootId;
import org.lifeboot.manager.netboot.Fetch;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.server.ServerTable;
import org.lifeboot.manager.server.Stranger;
import org.lifeboot.manager.server.Strangers;
import org.lifeboot.manager.session.SessionEvent.AddressGiven;
import org.lifeboot.manager.session.SessionEvent.BootAsked;
import org.lifeboot.manager.session.SessionEvent.FileFetched;
import org.lifeboot.manager.session.SessionEvent.SessionFileAsked;
import org.lifeboot.manager.session.SessionState.Booting;
import org.lifeboot.manager.session.SessionSteps.Taken;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.protocol.SessionFile;

/// Answers the boot listener from the rescue sessions. Thread-safe.
public final class SessionBoots implements BootDesk {

  private final Database database;
  private final SessionSteps steps;
  private final Memtests memtests;
  private final SessionAddresses addresses;
  private final Strangers strangers;
  private final SecureRandom random = new SecureRandom();
  private final SessionTable table = new SessionTable();
  private final ServerTable servers = new ServerTable();

  public SessionBoots(
      Database database,
      SessionSteps steps,
      Memtests memtests,
      SessionAddresses addresses,
      Strangers strangers) {
    this.database = database;
    this.steps = steps;
    this.memtests = memtests;
    this.addresses = addresses;
    this.strangers = strangers;
  }

  @Override
  public Optional<Seat> seat(String server) {
    return database.read(
        "find the server of a medium",
        transaction ->
            servers
                .find(transaction, new ServerId(server))
                .map(found -> new Seat(found.macAddresses().getFirst(), found.network())));
  }

  @Override
  public void strangerAsked(List<MacAddress> cards, BootClient client) {
    strangers.seen(
        cards,
        new Stranger.Told(
            client.ipAddress(), client.platform(), client.product(), client.serial()));
  }

  @Override
  public Optional<BootAnswer> bootAsked(MacAddress mac, BootClient client) {
    Optional<Known> known =
        database.read(
            "find a booting server",
            transaction -> servers.withMac(transaction, mac).map(at -> known(transaction, at)));
    if (known.isEmpty() || !known.get().concerned) {
      return known.map(found -> fromDisk(found.server));
    }
    return database.write(
        "answer a boot",
        transaction ->
            servers.withMac(transaction, mac).map(server -> answer(transaction, server, client)));
  }

  /// @param concerned its boot concerns a rescue session, Memtest86+ or a technician's task
  private record Known(Server server, boolean concerned) {}

  private Known known(Transaction transaction, Server server) {
    return new Known(
        server,
        server.liveSession().isPresent()
            || memtests.followed(transaction, server.id())
            || steps.asksHands(transaction, server.id()));
  }

  private BootAnswer answer(Transaction transaction, Server server, BootClient client) {
    BootId boot = randomBoot();
    steps.booted(transaction, server.id());
    if (server.liveSession().isEmpty()) {
      return memtests.bootAsked(transaction, server.id(), boot, client)
          ? new BootAnswer.Memtest(boot, server.name(), server.efiLoader())
          : fromDisk(server);
    }
    String bootSha256 = Secrets.sha256(boot.text());
    boolean rescue =
        live(transaction, server)
            .map(session -> steps.take(transaction, session, new BootAsked(bootSha256, client)))
            .filter(taken -> taken.refusal().isEmpty())
            .map(Taken::step)
            .filter(step -> step.state() instanceof Booting)
            .isPresent();
    return rescue
        ? new BootAnswer.Rescue(boot, server.name(), server.network(), server.efiLoader())
        : fromDisk(server);
  }

  private static BootAnswer fromDisk(Server server) {
    return new BootAnswer.FromDisk(server.name(), server.efiLoader());
  }

  private BootId randomBoot() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return new BootId(HexFormat.of().formatHex(bytes));
  }

  private Optional<StoredSession> live(Transaction transaction, Server server) {
    return server.liveSession().flatMap(id -> table.find(transaction, new SessionId(id)));
  }

  @Override
  public boolean fileFetched(BootId boot, BootFile file, Fetch fetch) {
    return switch (file) {
      case MEMTEST -> memtests.fetched(boot, fetch);
      case KERNEL, INITRD, AGENT, SESSION, SQUASHFS -> rescueFileFetched(boot, file, fetch);
    };
  }

  private boolean rescueFileFetched(BootId boot, BootFile file, Fetch fetch) {
    String bootSha256 = Secrets.sha256(boot.text());
    return database.write(
        "note a fetch",
        transaction ->
            table
                .ofBoot(transaction, bootSha256)
                .map(
                    session ->
                        steps.take(transaction, session, new FileFetched(bootSha256, file, fetch)))
                .filter(taken -> taken.refusal().isEmpty())
                .isPresent());
  }

  @Override
  public Optional<SessionFile> takeSessionFile(BootId boot) {
    String bootSha256 = Secrets.sha256(boot.text());
    String token = Secrets.key();
    SessionFileAsked asked = new SessionFileAsked(bootSha256, Secrets.sha256(token));
    return database.write(
        "hand out a session file",
        transaction -> {
          Optional<StoredSession> session = table.ofBoot(transaction, bootSha256);
          return session
              .map(found -> steps.take(transaction, found, asked))
              .filter(taken -> taken.refusal().isEmpty())
              .map(_ -> file(session.orElseThrow().id(), token));
        });
  }

  private SessionFile file(SessionId session, String token) {
    return new SessionFile(
        session.text(), token, addresses.agent().toString(), addresses.certificateSha256());
  }

  @Override
  public void addressGiven(MacAddress mac, String address) {
    database.change(
        "note an address",
        transaction ->
            servers
                .withMac(transaction, mac)
                .flatMap(server -> live(transaction, server))
                .ifPresent(session -> steps.take(transaction, session, new AddressGiven(address))));
  }
}
