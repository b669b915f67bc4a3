package org.lifeboot.agent.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// root's login shell in a terminal that is all its own.
public final class LoginShell implements AutoCloseable {

  private static final int HANG_UP_LIMIT_SECONDS = 3;

  /// Whoever has no controlling terminal gets the first one that he opens (open(2), `O_NOCTTY`);
  /// setsid(1) takes away the one that may be there. The shell opens it itself: the Agent, a
  /// session leader too, would be given it.
  private static final List<String> IN_A_TERMINAL =
      List.of("setsid", "--wait", "sh", "-c", "exec \"$@\" <\"$0\" >\"$0\" 2>&1");

  /// Out of the Agent's control group, whose share of the processors is for the Agent alone.
  private static final List<String> OUT_OF_THE_AGENTS_GROUP =
      List.of("systemd-run", "--scope", "--quiet", "--collect", "--slice=user.slice", "--");

  private final Process process;

  private LoginShell(Process process) {
    this.process = process;
  }

  /// Starts it.
  ///
  /// @param terminal as `/dev/pts/3`
  public static LoginShell in(Path terminal) throws IOException {
    var builder = new ProcessBuilder(command(terminal, systemdRuns()));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.directory(Files.isDirectory(Path.of("/root")) ? Path.of("/root").toFile() : null);
    var environment = builder.environment();
    environment.clear();
    environment.put("TERM", "xterm-256color");
    environment.put("COLORTERM", "truecolor");
    environment.put("LANG", "C.UTF-8");
    environment.put("PATH", ProcessTools.PATH);
    environment.put("HOME", "/root");
    environment.put("USER", "root");
    environment.put("LOGNAME", "root");
    environment.put("SHELL", "/bin/bash");
    Process process = builder.start();
    process.getOutputStream().close();
    KillableFirst.make(process);
    return new LoginShell(process);
  }

  static List<String> command(Path terminal, boolean systemd) {
    var words = new ArrayList<String>();
    if (systemd) {
      words.addAll(OUT_OF_THE_AGENTS_GROUP);
    }
    words.addAll(IN_A_TERMINAL);
    words.addAll(List.of(terminal.toString(), "env", "--default-signal", "/bin/bash", "-l"));
    return words;
  }

  /// sd_booted(3).
  private static boolean systemdRuns() {
    return Files.isDirectory(Path.of("/run/systemd/system"));
  }

  public boolean runs() {
    return process.isAlive();
  }

  /// What was started in it and runs now.
  public List<ProcessHandle> running() {
    return process.descendants().toList();
  }

  /// How it ended, in one sentence for a person.
  public String end() throws InterruptedException {
    return process.waitFor(HANG_UP_LIMIT_SECONDS, TimeUnit.SECONDS)
        ? "The shell has ended with exit code " + process.exitValue() + "."
        : "The shell has closed its terminal.";
  }

  /// Ends it, if the hang-up of its terminal has not.
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      if (!process.waitFor(HANG_UP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException _) {
      interrupted = true;
      process.descendants().forEach(ProcessHandle::destroyForcibly);
    } finally {
      process.destroyForcibly();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
