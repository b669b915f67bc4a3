package org.lifeboot.agent.claim;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// Gives out claims. Thread-safe.
///
/// A claim is a device-mapper device laid over a block device: device-mapper opens what is below
/// exclusively, so the kernel refuses a hand-made `mount`, `mkfs` or `mdadm` of it, and refuses the
/// claim while somebody else holds the device.
public final class Claims {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Tools tools;
  private final AtomicInteger number = new AtomicInteger();

  public Claims(Tools tools) {
    this.tools = tools;
  }

  /// Holds a device to read it: `linear`, read-only.
  ///
  /// @param device `/dev/sda1`
  /// @param purpose what for, in words, for whoever is refused: `surface scan`
  public ClaimAnswer hold(String device, String purpose) {
    Outcome size = tools.run(Command.of(LIMIT, "blockdev", "--getsz", "--", device));
    if (!(size instanceof Outcome.Exited(int code, String sectors, _)) || code != 0) {
      return new ClaimAnswer.Failed("reading the size of " + device + ": " + size.inWords());
    }
    String name = "lifeboot-" + ProcessHandle.current().pid() + "-" + number.incrementAndGet();
    String table = "0 " + sectors.strip() + " linear " + device + " 0";
    Outcome made =
        tools.run(Command.of(LIMIT, "dmsetup", "create", "--readonly", name, "--table", table));
    if (made instanceof Outcome.Exited(int done, _, _) && done == 0) {
      return new ClaimAnswer.Granted(new Mapped(device, name));
    }
    return new ClaimAnswer.Refused(
        HostileText.line(device + " is in use by somebody else: " + made.inWords(), 400));
  }

  /// Lets a device be worked on as if it could be written.
  public ClaimAnswer look(String device, String purpose) throws InterruptedException {
    return new ClaimAnswer.Failed("not yet: " + device + purpose);
  }

  /// A device-mapper device of ours.
  private final class Mapped implements Claim {
    private final String device;
    private final String name;

    Mapped(String device, String name) {
      this.device = device;
      this.name = name;
    }

    @Override
    public String device() {
      return device;
    }

    @Override
    public Path path() {
      return Path.of("/dev/mapper", name);
    }

    @Override
    public void close() {
      Outcome _ = tools.run(Command.of(LIMIT, "dmsetup", "remove", "--retry", name));
    }
  }
}
