package org.lifeboot.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Incident;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.failure.Unreachable;
import org.lifeboot.cli.failure.WrongUse;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "save",
    description = {
      "Save an incident as a file to take away.",
      "",
      "It is a zip archive of report.txt (for people), incident.json (for programs) and evidence/"
          + " (all that the tools said). A file that is there already is not overwritten."
    },
    footer = {
      "Examples:",
      "  lifeboot incident save 17",
      "  lifeboot incident save 17 --to for-the-maker.zip"
    })
final class IncidentSaveCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(paramLabel = "INCIDENT", description = "The number or id of an incident.")
  private String incident = "";

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description =
          "The file to write; it must not be there yet. Usually lifeboot-incident-NUMBER.zip in"
              + " this folder.")
  private @Nullable Path to;

  @Mixin private JsonOption json = new JsonOption();

  IncidentSaveCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Optional<Path> named = Optional.ofNullable(to);
    named.ifPresent(IncidentSaveCommand::refuse);
    Manager manager = Credential.open(around);
    Answer<Incident> answer = manager.incident(incident);
    Path file = named.orElse(Path.of(usual(answer.value())));
    refuse(file);
    save(manager, file);
    tell(answer, file);
    return 0;
  }

  private static String usual(Incident incident) {
    return "lifeboot-incident-" + incident.number() + ".zip";
  }

  private static void refuse(Path file) {
    Path whole = file.toAbsolutePath().normalize();
    Path folder = whole.getParent();
    if (folder == null || Files.isDirectory(whole)) {
      throw new WrongUse(file + " is a folder; name a file in it");
    }
    if (!Files.isDirectory(folder)) {
      throw new WrongUse("there is no folder " + folder);
    }
    if (!Files.isWritable(folder)) {
      throw new WrongUse("you may not write into " + folder);
    }
    if (Files.exists(whole) || Files.exists(part(whole))) {
      throw new WrongUse(file + " is there already; nothing was downloaded");
    }
  }

  private static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  /// What does not come whole is not left behind.
  private void save(Manager manager, Path file) {
    Path part = part(file);
    try {
      manager.incidentFile(incident, part);
      refuseOther(part);
      Files.move(part, file);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + file, e);
    } finally {
      forget(part);
    }
  }

  private static void refuseOther(Path part) {
    try (ZipFile zip = new ZipFile(part.toFile())) {
      if (zip.getEntry("incident.json") == null) {
        throw new Unreachable("what came is not an incident's file; try again");
      }
    } catch (IOException e) {
      throw new Unreachable(
          "what came is not an incident's file: " + e.getMessage() + "; try again");
    }
  }

  private static void forget(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new UncheckedIOException("removing " + part, e);
    }
  }

  private void tell(Answer<Incident> answer, Path file) {
    if (json.wanted()) {
      around.printDocument(answer.document());
      return;
    }
    around.print("%s: %,d bytes".formatted(file, file.toFile().length()));
  }
}
