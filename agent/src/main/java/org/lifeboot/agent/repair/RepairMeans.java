package org.lifeboot.agent.repair;

import java.nio.file.Path;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.tool.Tools;

/// What a repair works with.
///
/// @param temporary a folder in RAM for what is saved, until it lies in its place
/// @param place where it is saved
public record RepairMeans(Tools tools, Claims claims, Path temporary, SavedPlace place) {

  /// The usual folder.
  public static RepairMeans of(Tools tools, Claims claims, SavedPlace place) {
    return new RepairMeans(
        tools, claims, Path.of(System.getProperty("java.io.tmpdir", "/tmp")), place);
  }

  Patients patients() {
    return new Patients(tools, claims, java.util.List.of(temporary, Path.of("/var/tmp")));
  }
}
