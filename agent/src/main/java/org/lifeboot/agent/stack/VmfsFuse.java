package org.lifeboot.agent.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lifeboot.agent.layout.Signature;
import org.lifeboot.agent.layout.Vmfs;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;

/// vmfs-fuse(8) of vmfs-tools, which reads VMFS 3 and 5, and vmfs6-fuse(8) of vmfs6-tools, which
/// reads 6. Both show a datastore by FUSE from a process that stays, and know nothing of damage: on
/// a datastore that is not whole they crash, take whatever memory it names, or look for a name
/// without end.
public final class VmfsFuse {

  /// They read some MiB before they stand.
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /// More than a folder of a million names takes; a folder of a size that is a lie gets no more.
  private static final long MEMORY_BYTES = 384L << 20;

  private static final String OLD = "vmfs-fuse";
  private static final String SIX = "vmfs6-fuse";

  /// What the shell says of a program that a signal ended, and libc's signals of a crash: SIGILL,
  /// SIGABRT, SIGBUS, SIGFPE, SIGSEGV.
  private static final List<Integer> CRASHES = List.of(132, 134, 135, 136, 139);

  private VmfsFuse() {}

  /// The program for a version as the volume's header tells it.
  public static String program(String version) {
    return version.equals("6") ? SIX : OLD;
  }

  /// The program for what is on a device.
  public static String program(Path device) {
    return program(Vmfs.read(device.toString(), 0, Signature.NONE).version());
  }

  /// What whoever copies from it should know. Tried: of a file of two blocks whose first is a hole,
  /// vmfs6-fuse 0.2.1 tells zeros alone.
  public static Optional<String> caution(Signature content) {
    return content.datastore() && program(content.version()).equals(SIX)
        ? Optional.of(
            "vmfs6-fuse may show zeros for what lies behind a hole in a small thin disk, without"
                + " an error: compare what you copy with a checksum.")
        : Optional.empty();
  }

  /// With the device's name as the mount's source: without it the kernel tells `/dev/fuse`, and
  /// nobody sees who has the device.
  public static Command command(String program, String device, Path point) {
    return Command.of(
        LIMIT,
        "prlimit",
        "--as=" + MEMORY_BYTES,
        "--core=0",
        program,
        "-o",
        "ro,nosuid,nodev,noexec,subtype=vmfs,fsname=" + device.replaceAll("[,\\\\]", "\\\\$0"),
        device,
        point.toString());
  }

  /// Why it does not stand; empty when it does.
  public static Optional<String> report(Outcome outcome, String program) {
    if (outcome instanceof Outcome.Exited(int code, _, _) && CRASHES.contains(code)) {
      return Optional.of(
          "%s crashed on it: the datastore is damaged or cut off".formatted(program));
    }
    return outcome.problem("mounting the datastore with " + program);
  }

  /// Ends what serves a mount that nobody needs any more; without it, every access fails at once.
  /// It has nothing to write, and ends by itself when the mount goes, unless it hangs.
  public static void end(String point) {
    ProcessHandle.allProcesses()
        .filter(process -> List.of(OLD, SIX).contains(name(process)))
        .filter(process -> arguments(process).anyMatch(point::equals))
        .forEach(ProcessHandle::destroyForcibly);
  }

  private static String name(ProcessHandle process) {
    return process.info().command().map(path -> path.replaceFirst(".*/", "")).orElse("");
  }

  private static Stream<String> arguments(ProcessHandle process) {
    return process.info().arguments().stream().flatMap(Stream::of);
  }
}
