package org.lifeboot.agent.claim;

import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lifeboot.agent.tool.JsonText;

/// A folder with one file for each claim, so that the Agent and every `lifeboot` on the shell see
/// each other's. The kernel refuses; this only says whom to ask.
final class ClaimRecords {

  private static final Pattern NAME = Pattern.compile("lifeboot-(\\d{1,10})-\\d{1,10}");

  /// Of a claim that outlives its process.
  private static final Pattern KEPT = Pattern.compile("lifeboot-kept-\\d{1,10}-\\d{1,10}");

  private static final JsonType<ClaimRecord> RECORD =
      Jsonb.builder().build().type(ClaimRecord.class);

  private final Path folder;

  ClaimRecords(Path folder) {
    this.folder = folder;
  }

  /// Whether the process is alive that made a device of this name; false for names that are not
  /// ours.
  static boolean leftByTheDead(String name) {
    Matcher ours = NAME.matcher(name);
    return ours.matches() && ProcessHandle.of(Long.parseLong(ours.group(1))).isEmpty();
  }

  static boolean ours(String name) {
    return NAME.matcher(name).matches() || KEPT.matcher(name).matches();
  }

  void write(ClaimRecord claim) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(claim.name() + ".json"), RECORD.toJson(claim));
    } catch (IOException e) {
      System.err.println("noting the claim of " + claim.device() + ": " + e + ", ignoring");
    }
  }

  /// The record of a device-mapper device; empty when it is not a claim, or has just gone.
  Optional<ClaimRecord> of(String name) {
    if (!ours(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonText.read(RECORD, Files.readString(folder.resolve(name + ".json"))));
    } catch (IOException | JsonException _) {
      return Optional.empty();
    }
  }

  void remove(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name + ".json"));
    } catch (IOException e) {
      System.err.println("removing the note of " + name + ": " + e + ", ignoring");
    }
  }
}
