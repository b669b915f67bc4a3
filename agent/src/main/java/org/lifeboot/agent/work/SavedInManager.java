package org.lifeboot.agent.work;

import java.nio.file.Path;
import java.util.Optional;
import org.lifeboot.agent.link.SavedBytes;
import org.lifeboot.agent.link.SavedBytes.Fetched;
import org.lifeboot.agent.repair.SavedPlace;
import org.lifeboot.agent.tool.Sha256;

/// The Manager keeps what a repair overwrites.
///
/// @param repair the id of the check that is the repair
public record SavedInManager(SavedBytes manager, String repair) implements SavedPlace {

  @Override
  public Optional<String> put(Path file, String sha256) throws InterruptedException {
    return manager.put(repair, file, sha256);
  }

  @Override
  public Optional<String> fetch(Path into) throws InterruptedException {
    return switch (manager.fetch(repair, into)) {
      case Fetched.NotThere(String reason) -> Optional.of(reason);
      case Fetched.There(String sha256) ->
          Sha256.isThatOf(into, sha256)
              ? Optional.empty()
              : Optional.of("What the Manager sent is not what was saved: its SHA-256 differs.");
    };
  }

  @Override
  public String inWords() {
    return "in the Manager";
  }
}
