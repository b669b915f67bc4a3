package org.lifeboot.lab.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.lifeboot.lab.process.LabException;
import org.lifeboot.lab.process.Tool;

/// What runs a virtual server's instructions.
public enum Accelerator {
  /// The processor itself, by Linux's KVM.
  KVM("kvm"),
  /// QEMU's software emulation: works everywhere, slowly. All processors of a server take turns on
  /// one thread. With a thread each, QEMU 7.2 may translate an instruction while another processor
  /// overwrites it, and runs half of the old and half of the new: Java, which overwrites the entry
  /// of each method that it compiles again, then dies of SIGSEGV or SIGILL there. A program that
  /// does nothing else lived for less than half a minute, eight times of eight; by turns never
  /// died.
  TCG("tcg,thread=single");

  /// A processor runs the trial in a fraction of this. There are machines whose /dev/kvm opens, and
  /// which then need 5 s for what software emulation does in 0.2 s.
  private static final Duration TRIAL = Duration.ofSeconds(2);

  /// `mov dx,0xf4; mov al,0x10; out dx,al; jmp $`: tells isa-debug-exit to end QEMU with (0x10 <<
  /// 1) | 1.
  private static final int[] BOOT_SECTOR = {0xba, 0xf4, 0x00, 0xb0, 0x10, 0xee, 0xeb, 0xfe};

  private static final int TRIAL_PASSED = 0x10 << 1 | 1;

  private final String word;

  Accelerator(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /// KVM where it really works, which is tried and not asked: a boot sector must come to its end.
  public static Accelerator best() {
    if (!Files.isWritable(Path.of("/dev/kvm"))) {
      return TCG;
    }
    return works(KVM) ? KVM : TCG;
  }

  private static boolean works(Accelerator candidate) {
    try {
      var sector = Files.createTempFile("lifeboot-trial", ".img");
      try {
        Files.write(sector, bootSector());
        return Tool.run(TRIAL, candidate.trial(sector)).exit() == TRIAL_PASSED;
      } catch (LabException e) {
        return false;
      } finally {
        Files.delete(sector);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> trial(Path sector) {
    return List.of(
        "qemu-system-x86_64",
        "-accel",
        word,
        "-m",
        "32",
        "-display",
        "none",
        "-nodefaults",
        "-device",
        "isa-debug-exit,iobase=0xf4,iosize=1",
        "-drive",
        "if=ide,format=raw,file=" + sector);
  }

  private static byte[] bootSector() {
    var sector = new byte[512];
    var code = Arrays.copyOf(BOOT_SECTOR, sector.length);
    for (int at = 0; at < code.length; at++) {
      sector[at] = (byte) code[at];
    }
    sector[510] = 0x55;
    sector[511] = (byte) 0xaa;
    return sector;
  }
}
