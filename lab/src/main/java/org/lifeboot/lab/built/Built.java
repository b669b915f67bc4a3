package org.lifeboot.lab.built;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lifeboot.lab.process.LabException;
import org.lifeboot.lab.process.Tool;
import org.lifeboot.lab.server.DemoDisks;

/// The built Lifeboot that the lab starts: the launcher names it in the environment; without it (a
/// test started by hand) the build scripts are asked, which print what their cache holds.
public final class Built {

  private static final Duration BUILD = Duration.ofMinutes(30);

  private Built() {}

  public static DemoDisks disks() {
    return new DemoDisks(built("LIFEBOOT_DISKS", "lab/disks/build"));
  }

  /// The rescue system's folder.
  public static Path image() {
    return built("LIFEBOOT_IMAGE", "image/build");
  }

  public static Path agentBundle() {
    return built("LIFEBOOT_AGENT_BUNDLE", "agent/bundle");
  }

  /// Makes an image for CD and stick.
  ///
  /// @param manager the boot address of the Manager that it asks first
  public static Path medium(Path file, Optional<URI> manager) {
    var command = new ArrayList<>(List.of(home().resolve("medium/build").toString()));
    manager.ifPresent(address -> command.addAll(List.of("--manager", address.toString())));
    command.add(file.toString());
    var _ = Tool.output(BUILD, command);
    return file;
  }

  public static String managerClassPath() {
    return classPath("LIFEBOOT_MANAGER_CLASSPATH", "manager");
  }

  public static String cliClassPath() {
    return classPath("LIFEBOOT_CLI_CLASSPATH", "cli");
  }

  private static String classPath(String variable, String module) {
    return named(variable)
        .orElseGet(
            () -> {
              var target = home().resolve(module).resolve("target");
              return target.resolve("classes") + ":" + target.resolve("lib") + "/*";
            });
  }

  private static Path built(String variable, String script) {
    return Path.of(
        named(variable)
            .orElseGet(() -> Tool.lastLine(BUILD, List.of(home().resolve(script).toString()))));
  }

  private static Optional<String> named(String variable) {
    return Optional.ofNullable(System.getenv(variable)).filter(text -> !text.isBlank());
  }

  /// The folder of Lifeboot's source: this one or the nearest above it that holds the launcher.
  static Path home() {
    for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isExecutable(folder.resolve("lifeboot"))) {
        return folder;
      }
    }
    throw new LabException("start the lab from within Lifeboot's source folder");
  }
}
