package org.lifeboot.agent.mount;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.linux.InRoot;
import org.lifeboot.agent.stack.Ledger;
import org.lifeboot.agent.stack.Undoing;
import org.lifeboot.agent.tool.AtTerminal;
import org.lifeboot.agent.tool.ProcessTools;
import org.lifeboot.agent.tool.Tools;

/// What a mounted system needs around it to run a program: /dev, /proc, /sys, /run, the firmware's
/// variables, names of the network. All of it goes when this is closed.
public final class Chrooting implements AutoCloseable {

  private static final Path FIRMWARE = Path.of("/sys/firmware/efi/efivars");
  private static final Path NAMES = Path.of("/etc/resolv.conf");

  private final Mounter mounter;
  private final Path root;
  private final InRoot inside;
  private final int before;
  private final List<String> notes = new ArrayList<>();

  /// Everything is put in place.
  ///
  /// @param root where the system is mounted; absolute, without links
  public Chrooting(Tools tools, Claims claims, Ledger ledger, Path root) {
    this.mounter = new Mounter(tools, claims, ledger);
    this.root = root;
    this.inside = new InRoot(root);
    this.before = mounter.count();
    prepare();
  }

  private void prepare() {
    at(
        "/proc",
        point -> mounter.mount("proc", List.of("nosuid", "nodev", "noexec"), "proc", point));
    at(
        "/sys",
        point -> mounter.mount("sysfs", List.of("nosuid", "nodev", "noexec"), "sysfs", point));
    if (Files.isDirectory(FIRMWARE)) {
      at(
          "/sys/firmware/efi/efivars",
          point ->
              mounter.mount("efivarfs", List.of("nosuid", "nodev", "noexec"), "efivarfs", point));
    }
    at("/dev", point -> mounter.bind(Path.of("/dev"), point));
    at("/dev/pts", point -> mounter.bind(Path.of("/dev/pts"), point));
    at(
        "/run",
        point -> mounter.mount("tmpfs", List.of("mode=0755", "nosuid", "nodev"), "run", point));
    devices();
    names();
  }

  /// LVM and others ask udev's notes.
  private void devices() {
    Path notesOfUdev = Path.of("/run/udev");
    if (Files.isDirectory(notesOfUdev)) {
      inside.resolve("/run").ifPresent(run -> make(run.resolve("udev")));
      at("/run/udev", point -> mounter.bind(notesOfUdev, point));
    }
  }

  private void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      notes.add("making " + folder + ": " + e);
    }
  }

  /// The rescue system's, over whatever the system has: a file, or a link into /run, whose target
  /// is made there, in RAM.
  private void names() {
    Optional<Path> file = inside.resolve("/etc/resolv.conf").or(this::linkedIntoRun);
    if (file.isEmpty() || !Files.isRegularFile(file.get(), LinkOption.NOFOLLOW_LINKS)) {
      notes.add("The system has no /etc/resolv.conf: no names of the network inside.");
      return;
    }
    if (Files.isReadable(NAMES)) {
      mounter.bind(resolved(NAMES), file.get()).ifPresent(notes::add);
    }
  }

  private static Path resolved(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException _) {
      return path;
    }
  }

  private Optional<Path> linkedIntoRun() {
    Optional<Path> run = inside.resolve("/run");
    Optional<Path> etc = inside.resolve("/etc");
    if (run.isEmpty() || etc.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path target = Files.readSymbolicLink(etc.get().resolve("resolv.conf"));
      Path path = Path.of("/etc").resolve(target).normalize();
      Path below = path.startsWith("/var/run") ? Path.of("/var/run") : Path.of("/run");
      if (!path.startsWith(below)) {
        return Optional.empty();
      }
      Path file = run.get().resolve(below.relativize(path));
      Files.createDirectories(file.getParent());
      return Optional.of(Files.createFile(file));
    } catch (IOException _) {
      return Optional.empty(); // no link, or a file where a folder should be
    }
  }

  private interface Placing {
    Optional<String> at(Path point);
  }

  private void at(String place, Placing placing) {
    inside
        .resolve(place)
        .filter(point -> Files.isDirectory(point, LinkOption.NOFOLLOW_LINKS))
        .map(placing::at)
        .orElse(Optional.of("the system has no folder " + place))
        .ifPresent(notes::add);
  }

  /// What is missing in it.
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /// Runs a program in it, with this process's terminal.
  ///
  /// @param command empty for root's own shell
  /// @return its exit code
  public int run(List<String> command) throws InterruptedException {
    String shell = shell();
    var words =
        new ArrayList<>(List.of(ProcessTools.find("chroot").map(Path::toString).orElse("chroot")));
    words.add(root.toString());
    words.addAll(command.isEmpty() ? List.of(shell, "-l") : command);
    return AtTerminal.run(
        words,
        Map.of(
            "PATH",
            ProcessTools.PATH,
            "HOME",
            "/root",
            "SHELL",
            shell,
            "TERM",
            Optional.ofNullable(System.getenv("TERM")).orElse("linux"),
            "LANG",
            "C.UTF-8"));
  }

  /// Root's, as passwd(5) says, where it is there.
  String shell() {
    return inside
        .text("/etc/passwd", 1 << 20)
        .flatMap(text -> text.lines().filter(line -> line.startsWith("root:")).findFirst())
        .map(line -> line.replaceFirst("^.*:", ""))
        .filter(shell -> shell.startsWith("/"))
        .filter(shell -> inside.resolve(shell).filter(Files::isExecutable).isPresent())
        .orElse("/bin/sh");
  }

  /// Takes it all away again.
  public Optional<Undoing.Problem> undo() {
    return mounter.backTo(before);
  }

  @Override
  public void close() {
    undo().ifPresent(problem -> System.err.println(problem.reason()));
  }
}
