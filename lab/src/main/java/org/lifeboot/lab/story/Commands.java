package org.lifeboot.lab.story;

import java.util.List;
import org.lifeboot.lab.built.Built;
import org.lifeboot.lab.manager.Api;
import org.lifeboot.lab.manager.Cli;
import org.lifeboot.lab.process.Tool;

/// What the story does by the command `lifeboot`, shown in the transcript as it is typed.
final class Commands {

  private Commands() {}

  static Tool.Outcome run(Stage stage, Transcript transcript, Api api, List<String> words) {
    transcript.tell("$ lifeboot " + String.join(" ", words));
    return new Cli(Built.cliClassPath(), stage.plan().web(), api.token()).run(words);
  }
}
