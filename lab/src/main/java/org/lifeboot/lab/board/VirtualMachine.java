package org.lifeboot.lab.board;

import java.nio.file.Path;
import java.util.Optional;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.BootOrder;
import org.lifeboot.lab.server.VirtualServer;

/// A virtual server behind a management controller: its QEMU runs while it has power, and its
/// firmware usually boots the drive first, as a server in use is set up. Thread-safe.
public final class VirtualMachine implements Machine, AutoCloseable {

  private final VirtualServer.Plan plan;
  private final Accelerator accelerator;
  private Optional<VirtualServer> server = Optional.empty();
  private boolean used;

  public VirtualMachine(VirtualServer.Plan plan, Accelerator accelerator) {
    this.plan = plan;
    this.accelerator = accelerator;
  }

  /// The server, while it has power.
  public synchronized Optional<VirtualServer> server() {
    return server.filter(VirtualServer::running);
  }

  @Override
  public boolean on() {
    return server().isPresent();
  }

  /// Its drives keep what was written to them before.
  @Override
  public synchronized void powerOn(BootFirst first, Optional<Path> medium) {
    powerOff();
    BootOrder order =
        switch (first) {
          case NETWORK -> BootOrder.NETWORK;
          case CD -> BootOrder.CD;
          case USUAL, DISK -> BootOrder.DISK;
        };
    server =
        Optional.of(
            used
                ? VirtualServer.startAgain(plan, accelerator, order, medium)
                : VirtualServer.start(plan, accelerator, order, medium));
    used = true;
    if (order == BootOrder.CD) {
      server().ifPresent(started -> started.cdDrive().bootLast()); // the choice is for one boot
    }
  }

  @Override
  public synchronized void changeMedium(Optional<Path> medium) {
    server()
        .map(VirtualServer::cdDrive)
        .ifPresent(drive -> medium.ifPresentOrElse(drive::insert, drive::eject));
  }

  @Override
  public synchronized void powerOff() {
    server.ifPresent(VirtualServer::close);
    server = Optional.empty();
  }

  @Override
  public void pressPowerButton() {
    server().ifPresent(VirtualServer::pressPowerButton);
  }

  @Override
  public void close() {
    powerOff();
  }
}
