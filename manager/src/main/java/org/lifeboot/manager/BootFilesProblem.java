package org.lifeboot.manager;

import java.util.Optional;
import org.lifeboot.manager.netboot.AgentImage;
import org.lifeboot.manager.netboot.ImageCatalog;

/// Why there is nothing to boot a rescue system from, if so.
final class BootFilesProblem {

  private BootFilesProblem() {}

  static Optional<String> of(ImageCatalog images, AgentImage agent) {
    if (images.image() instanceof ImageCatalog.Answer.Missing(String reason)) {
      return Optional.of("There is no rescue system to boot: " + reason);
    }
    if (agent.image() instanceof AgentImage.Answer.Missing(String reason)) {
      return Optional.of("There is no Agent for the rescue system: " + reason);
    }
    return Optional.empty();
  }
}
