package org.lifeboot.lab.story;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.server.Firmware;
import org.lifeboot.lab.server.Medium;

/// A machine with a BIOS and Lifeboot's CD, and nothing else.
@Tag("end-to-end")
class MediumEndToEndTest {

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void withoutAManagerTheMachineRescuesItself(TestReporter reporter) {
    MediumStory.play(folder, Firmware.BIOS, Medium.Kind.CD, reporter);
  }
}
