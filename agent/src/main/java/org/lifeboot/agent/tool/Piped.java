package org.lifeboot.agent.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A program whose output is read as it comes, and that may be fed as it goes; nothing of it is
/// kept. Closing ends it, whatever it is doing. For one reader and one writer.
public final class Piped implements AutoCloseable {

  private static final int WORDS_BYTES = 4 << 10;
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /// setpriv(1), prlimit(1), both of util-linux: a program that reads what a stranger has made
  /// needs nothing of root's. 65534 is `nobody` on every Debian.
  private static final List<String> NOBODY =
      List.of(
          "setpriv",
          "--reuid=65534",
          "--regid=65534",
          "--clear-groups",
          "--no-new-privs",
          "--inh-caps=-all",
          "--bounding-set=-all",
          "prlimit",
          "--as=1073741824",
          "--core=0",
          "--fsize=0");

  /// The same, that may read all files: for one that must open them itself.
  private static final List<String> READER =
      List.of(
          "setpriv",
          "--reuid=65534",
          "--regid=65534",
          "--clear-groups",
          "--no-new-privs",
          "--inh-caps=-all,+dac_read_search",
          "--ambient-caps=-all,+dac_read_search",
          "--bounding-set=-all,+dac_read_search",
          "prlimit",
          "--as=4294967296",
          "--core=0",
          "--fsize=0");

  private final Process process;
  private final Stream words;

  private Piped(Process process) {
    this.process = process;
    this.words =
        Stream.reading(process.getErrorStream(), WORDS_BYTES, () -> {}, new Lines(_ -> {}));
  }

  /// What a program may do.
  public enum Rights {
    /// What the Agent may.
    ROOT,
    /// Read all files, and nothing else.
    READER,
    /// Use what it was given.
    NOBODY
  }

  /// Starts a program.
  ///
  /// @param command its input is not looked at; it is killed after its time limit
  /// @param input a file that it reads on standard input; else it is fed by [#in]
  /// @throws IOException when there is no such program, or it did not start
  public static Piped start(Command command, Rights rights, Optional<Path> input)
      throws IOException {
    var words = new ArrayList<>(asRoot() ? before(rights) : List.<String>of());
    words.addAll(command.arguments());
    ProcessBuilder builder = ProcessTools.builder(words);
    input.ifPresent(file -> builder.redirectInput(file.toFile()));
    Process process = builder.start();
    KillableFirst.make(process);
    var _ =
        process
            .onExit()
            .orTimeout(command.timeLimit().toMillis(), TimeUnit.MILLISECONDS)
            .exceptionally(
                _ -> {
                  kill(process);
                  return process;
                });
    return new Piped(process);
  }

  private static List<String> before(Rights rights) {
    return switch (rights) {
      case ROOT -> List.of();
      case READER -> READER;
      case NOBODY -> NOBODY;
    };
  }

  /// Nobody else can give rights away; and has none to give.
  private static boolean asRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid", LinkOption.NOFOLLOW_LINKS)
        .equals(0);
  }

  public InputStream out() {
    return process.getInputStream();
  }

  public OutputStream in() {
    return process.getOutputStream();
  }

  /// How it ended, once its output has: what [Outcome#inWords] says of it.
  public Outcome end() throws InterruptedException {
    if (!process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
      return new Outcome.TimedOut(LAST_WORDS);
    }
    words.awaitEnd(LAST_WORDS);
    return new Outcome.Exited(process.exitValue(), "", words.text());
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /// Ends it; whoever reads or feeds it is woken.
  public void stop() {
    kill(process);
  }

  @Override
  public void close() {
    stop();
    try (var _ = process.getInputStream();
        var _ = process.getOutputStream()) {
      boolean _ = process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException _) {
      // what it would not take any more is not wanted
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
