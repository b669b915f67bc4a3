package org.lifeboot.agent.claim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lifeboot.agent.tool.HostileText;

/// Who reads a VMFS datastore by hand. The kernel sees a mount of `/dev/fuse` and a process that
/// has a device open, as any may, so it keeps nobody else from the device; its name and what it has
/// open (proc_pid_comm(5), proc_pid_fd(5), proc_pid_cmdline(5)) tell who it is.
final class FuseServers {

  private static final Set<String> PROGRAMS = Set.of("vmfs-fuse", "vmfs6-fuse");

  private final Path processes;

  FuseServers(Path root) {
    this.processes = root.resolve("proc");
  }

  /// One sentence; empty when nobody is seen.
  ///
  /// @param devices by the kernel's names
  Optional<String> of(Collection<String> devices) {
    try (Stream<Path> all = Files.list(processes)) {
      return all.filter(process -> process.getFileName().toString().matches("\\d+"))
          .filter(process -> PROGRAMS.contains(text(process.resolve("comm")).strip()))
          .flatMap(process -> holding(process, devices).stream())
          .findFirst();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> holding(Path process, Collection<String> devices) {
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      return files
          .flatMap(FuseServers::target)
          .filter(target -> devices.stream().anyMatch(name -> target.equals("/dev/" + name)))
          .findFirst()
          .map(device -> words(process, device));
    } catch (IOException _) {
      return Optional.empty(); // it has ended
    }
  }

  private static Stream<String> target(Path file) {
    try {
      return Stream.of(Files.readSymbolicLink(file).toString());
    } catch (IOException _) {
      return Stream.empty(); // closed meanwhile
    }
  }

  private static String words(Path process, String device) {
    List<String> arguments = List.of(text(process.resolve("cmdline")).split("\0"));
    return "in use: %s is mounted at %s by %s (process %s)."
        .formatted(
            device,
            HostileText.line(arguments.getLast()),
            text(process.resolve("comm")).strip(),
            process.getFileName());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException _) {
      return "";
    }
  }
}
