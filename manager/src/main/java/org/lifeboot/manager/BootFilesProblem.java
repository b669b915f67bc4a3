package org.lifeboot.manager;

import java.util.Optional;
import org.lifeboot.manager.netboot.AgentImage;
import org.lifeboot.manager.netboot.ImageCatalog;
import org.lifeboot.manager.netboot.MediumFile;
import org.lifeboot.manager.session.BootFilesCheck;

/// Why there is nothing to boot, if so, from the files as they lie there now.
record BootFilesProblem(ImageCatalog images, AgentImage agent, MediumFile medium)
    implements BootFilesCheck {

  @Override
  public Optional<String> rescueProblem() {
    if (images.image() instanceof ImageCatalog.Answer.Missing(String reason)) {
      return Optional.of("There is no rescue system to boot: " + reason);
    }
    if (agent.image() instanceof AgentImage.Answer.Missing(String reason)) {
      return Optional.of("There is no Agent for the rescue system: " + reason);
    }
    return Optional.empty();
  }

  @Override
  public Optional<String> memtestProblem() {
    return images.memtest() instanceof ImageCatalog.Answer.Missing(String reason)
        ? Optional.of(reason)
        : Optional.empty();
  }

  @Override
  public Optional<String> mediumProblem() {
    return !medium.isSet()
        ? Optional.of(
            "There is no rescue ISO: set medium.file, or an address of one in the server's power"
                + " settings")
        : medium.problem();
  }
}
