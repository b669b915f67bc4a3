package org.lifeboot.agent.link;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.lifeboot.agent.tool.JsonText;

/// How the Agent stands with the Manager, left in the [RunFolder] for `lifeboot status`.
///
/// @param state `connecting`, `connected`, `refused` or `over`
/// @param serverName empty before the first Welcome; so is pageAddress
/// @param since when that began, by the rescue system's clock (ISO 8601)
/// @param detail why, for a person; may be empty
@Json
public record Status(
    String state,
    String sessionId,
    String serverName,
    String pageAddress,
    String managerAddress,
    String since,
    String detail) {

  private static final String FILE = "status.json";

  public void writeTo(RunFolder folder) {
    folder.write(FILE, toJson());
  }

  public String toJson() {
    return Jsonb.builder().build().type(Status.class).toJson(this);
  }

  /// Empty when no Agent has written one.
  public static Optional<Status> readFrom(RunFolder folder) throws IOException {
    Path file = folder.path().resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Optional.of(
        JsonText.read(Jsonb.builder().build().type(Status.class), Files.readString(file)));
  }
}
