package org.lifeboot.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Check;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.failure.Problem;
import org.lifeboot.cli.failure.Refused;
import org.lifeboot.cli.failure.Unreachable;
import org.lifeboot.cli.failure.WrongUse;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "saved",
    description = {
      "Download what a repair saved before it wrote, to undo it by hand.",
      "",
      "The file's SHA-256 is checked. A file that is there already is not overwritten."
    },
    footer = {
      "Example:",
      "  lifeboot session saved 019aac00-0000-7000-8000-0000000000cc --to undo.e2undo"
    })
final class SessionSavedCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(
      paramLabel = "REPAIR",
      description = "The repair's id, as lifeboot session report tells it.")
  private String id = "";

  @Option(
      names = "--to",
      paramLabel = "FILE",
      required = true,
      description = "The file to write; it must not be there yet.")
  private Path file = Path.of("");

  @Mixin private JsonOption json = new JsonOption();

  SessionSavedCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    refuseExisting(file);
    refuseExisting(part);
    Manager manager = Credential.open(around);
    Answer<Check> repair = manager.check(id);
    Check.Saved saved = repair.value().saved().orElseThrow(this::nothing);
    try {
      manager.saved(repair.value(), part);
      refuseOther(part, saved);
      Files.move(part, file);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + file, e);
    } finally {
      forget(part);
    }
    tell(repair, saved);
    return 0;
  }

  private static void refuseExisting(Path path) {
    if (Files.exists(path)) {
      throw new WrongUse(path + " is there already; nothing was downloaded");
    }
  }

  private Refused nothing() {
    String message = "check " + id + " has saved nothing";
    return new Refused(message, "not-found", Problem.of("not-found", message));
  }

  private static void refuseOther(Path part, Check.Saved saved) throws IOException {
    if (!sha256(part).equals(saved.sha256())) {
      throw new Unreachable("what came is not what was saved: its SHA-256 is another; try again");
    }
  }

  private static String sha256(Path part) throws IOException {
    try (InputStream in = Files.newInputStream(part)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void forget(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new UncheckedIOException("removing " + part, e);
    }
  }

  private void tell(Answer<Check> repair, Check.Saved saved) {
    if (json.wanted()) {
      around.printDocument(repair.document());
      return;
    }
    around.print("%s: %,d bytes, SHA-256 %s".formatted(file, saved.sizeBytes(), saved.sha256()));
  }
}
