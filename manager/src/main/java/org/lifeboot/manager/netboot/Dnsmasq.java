package org.lifeboot.manager.netboot;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.lifeboot.manager.process.Programs;
import org.lifeboot.manager.process.RunningProgram;
import org.lifeboot.manager.server.MacAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// dnsmasq, supervised: it gives the servers under care (and nobody else) an address and iPXE. When
/// it dies it is started again, after a pause that grows while it keeps dying. Thread-safe.
public final class Dnsmasq implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Dnsmasq.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private final DnsmasqFiles files;
  private final BootDesk desk;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread supervisor;
  private Set<MacAddress> known = Set.of();
  private Optional<RunningProgram> running = Optional.empty();
  private DnsmasqLine.VendorClass asking = new DnsmasqLine.VendorClass("", "");
  private Optional<DnsmasqLine.Card> card = Optional.empty();
  private Optional<String> fatal = Optional.empty();
  private Optional<String> trouble = Optional.of("dnsmasq has not started yet");

  private Dnsmasq(DnsmasqFiles files, BootDesk desk) {
    this.files = files;
    this.desk = desk;
    this.supervisor = Thread.ofVirtual().name("dnsmasq").unstarted(this::supervise);
  }

  /// Starts it. From here on [#trouble] tells how it is.
  ///
  /// @param images whose signed programs servers with UEFI load
  /// @param servers the ones that are answered, until [#know] says otherwise
  /// @throws IOException its files could not be written; the message says what to do
  public static Dnsmasq start(
      DhcpSettings settings, ImageCatalog images, Collection<MacAddress> servers, BootDesk desk)
      throws IOException {
    try {
      var dnsmasq = new Dnsmasq(DnsmasqFiles.write(settings, images), desk);
      dnsmasq.know(servers);
      dnsmasq.supervisor.start();
      return dnsmasq;
    } catch (NoSuchFileException e) {
      throw new IOException(
          e.getFile() + " is missing: install iPXE's boot programs (Debian's package ipxe)", e);
    }
  }

  /// The servers that are answered from now on, by all their cards.
  public synchronized void know(Collection<MacAddress> servers) throws IOException {
    var wanted = Set.copyOf(servers);
    if (wanted.equals(known)) {
      return;
    }
    files.know(wanted);
    known = wanted;
    if (trouble.isEmpty()) {
      readAgain();
    }
  }

  /// Only once it has started: before, the signal would end it.
  private void readAgain() throws IOException {
    if (running.isPresent()) {
      running.get().signal("HUP");
    }
  }

  /// Why no server gets an address at the moment; empty when all is well.
  public synchronized Optional<String> trouble() {
    return trouble;
  }

  /// What it read at its start may be older than what is known by now.
  private synchronized void serving() {
    trouble = Optional.empty();
    try {
      readAgain();
    } catch (IOException e) {
      LOG.warn("DHCP: dnsmasq cannot be told of new servers, ignoring", e);
    }
  }

  private void supervise() {
    var pause = FIRST_PAUSE;
    try {
      do {
        var startNanos = System.nanoTime();
        runOnce();
        var ran = Duration.ofNanos(System.nanoTime() - startNanos);
        pause = ran.compareTo(SETTLED) > 0 ? FIRST_PAUSE : pause;
        if (closed.getCount() > 0) {
          LOG.error(
              "DHCP: {}; starting dnsmasq again in {} s", trouble().orElse(""), pause.toSeconds());
        }
        pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
      } while (!closed.await(pause.toMillis() / 2, TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void runOnce() throws InterruptedException {
    var command =
        List.of("dnsmasq", "--keep-in-foreground", "--conf-file=" + files.configuration());
    try (var program = Programs.start(command, this::line)) {
      started(program);
      var code = program.awaitEnd();
      ended(code);
    } catch (IOException e) {
      ended(e.toString());
    }
  }

  private synchronized void started(RunningProgram program) {
    running = Optional.of(program);
    fatal = Optional.empty();
    if (closed.getCount() == 0) {
      program.close();
    }
  }

  private synchronized void ended(int code) {
    running = Optional.empty();
    if (fatal.isEmpty()) {
      trouble =
          Optional.of(
              code == 127
                  ? "there is no program dnsmasq: install it (Debian's package dnsmasq-base)"
                  : "dnsmasq ended with exit code " + code);
      return;
    }
    trouble = fatal;
  }

  private synchronized void ended(String reason) {
    running = Optional.empty();
    trouble = Optional.of("dnsmasq could not be started: " + reason);
  }

  private void line(String line) {
    LOG.debug("{}", line);
    switch (DnsmasqLine.of(line)) {
      case DnsmasqLine.AddressGiven(MacAddress mac, String address) -> tell(mac, address);
      case DnsmasqLine.VendorClass vendor -> asking = vendor;
      case DnsmasqLine.Ignored(String transaction, MacAddress mac) -> ignored(transaction, mac);
      case DnsmasqLine.Card known -> card = Optional.of(known);
      case DnsmasqLine.AddressGiven6(String transaction, String address) ->
          card(transaction).ifPresent(mac -> tell(mac, address));
      case DnsmasqLine.Ignored6(String transaction) ->
          card(transaction).ifPresent(mac -> ignored(transaction, mac));
      case DnsmasqLine.Serving _ -> serving();
      case DnsmasqLine.Fatal(String reason) -> fatal(reason);
      case DnsmasqLine.Other _ -> {}
    }
  }

  /// By DHCPv6, where the answer does not name it.
  private Optional<MacAddress> card(String transaction) {
    return card.filter(it -> it.transaction().equals(transaction)).map(DnsmasqLine.Card::mac);
  }

  /// Installed systems and telephones ask as well; only who wants to boot from the network is told
  /// of. dnsmasq tells of one question after the other, so the last vendor class is enough.
  private void ignored(String transaction, MacAddress mac) {
    if (asking.transaction().equals(transaction)) {
      BootClient.ofVendorClass(asking.name())
          .ifPresent(client -> desk.strangerAsked(List.of(mac), client));
    }
  }

  /// A log line that cannot be stored must not end the reading of dnsmasq's log: it would block.
  private void tell(MacAddress mac, String address) {
    try {
      desk.addressGiven(mac, address);
    } catch (RuntimeException e) {
      LOG.warn("DHCP: noting {} for {} failed, ignoring", address, mac, e);
    }
  }

  private synchronized void fatal(String reason) {
    fatal = fatal.or(() -> Optional.of(reason));
  }

  private synchronized Optional<RunningProgram> nowRunning() {
    return running;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    nowRunning().ifPresent(RunningProgram::close);
    try {
      supervisor.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    files.close();
  }
}
