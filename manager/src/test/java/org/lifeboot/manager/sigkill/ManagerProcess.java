package org.lifeboot.manager.sigkill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The real Manager in a Java process of its own, on fixed ports, to be killed and started again.
final class ManagerProcess implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 120;

  /// It starts often and lives briefly.
  private static final List<String> QUICK_AND_SMALL =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

  private final Path data;
  private final List<String> javaOptions;
  private final Map<String, String> settings;
  private Optional<Process> running = Optional.empty();
  private volatile String adminPassword = "";

  ManagerProcess(Path data, Map<String, String> settings) {
    this(data, settings, QUICK_AND_SMALL);
  }

  /// @param javaOptions none is as a person starts it
  ManagerProcess(Path data, Map<String, String> settings, List<String> javaOptions) {
    this.data = data;
    this.javaOptions = javaOptions;
    this.settings = settings;
  }

  /// Starts it and waits until it says that it is ready.
  void start() throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command())
              .redirectError(ProcessBuilder.Redirect.appendTo(data.resolve("log").toFile()))
              .start();
      running = Optional.of(process);
      CompletableFuture<Boolean> ready = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> read(process, ready));
      if (!ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the Manager ended by itself:\n" + log());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the Manager did not get ready:\n" + log(), e);
    }
  }

  private List<String> command() {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xshare:auto",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + data.resolve("manager.jsa"),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "org.lifeboot.manager.Main",
                "--data",
                data.toString()));
    command.addAll(1, javaOptions);
    settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    return command;
  }

  private void read(Process process, CompletableFuture<Boolean> ready) {
    try (BufferedReader lines = process.inputReader()) {
      lines.lines().forEach(line -> read(line, ready));
    } catch (UncheckedIOException | IOException e) {
      // killed in the middle of a line
    }
    ready.complete(false);
  }

  private void read(String line, CompletableFuture<Boolean> ready) {
    if (line.startsWith("First administrator: admin, password ")) {
      adminPassword = line.substring(line.lastIndexOf(' ') + 1);
    }
    if (line.startsWith("Manager ready: ")) {
      ready.complete(true);
    }
  }

  String adminPassword() {
    return adminPassword;
  }

  /// SIGKILL: it has no chance to put anything in order.
  void kill() throws InterruptedException {
    if (running.isPresent()) {
      running.get().destroyForcibly();
      running.get().waitFor();
    }
  }

  /// SIGTERM.
  void stop() throws InterruptedException {
    if (running.isPresent()) {
      running.get().destroy();
      running.get().waitFor();
    }
  }

  String log() {
    try {
      String log = Files.readString(data.resolve("log"));
      return log.substring(Math.max(0, log.length() - 4000));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    running.ifPresent(Process::destroyForcibly);
  }
}
