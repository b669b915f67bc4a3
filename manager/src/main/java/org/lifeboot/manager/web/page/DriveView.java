package org.lifeboot.manager.web.page;

import java.util.ArrayList;
import java.util.List;
import org.lifeboot.protocol.Inventory.Drive;
import org.lifeboot.protocol.Inventory.Smart;
import org.lifeboot.protocol.Verdict;

/// One hard drive, as a person would describe it over the phone.
///
/// @param place where in the server it sits; empty when not known
/// @param kind `SATA SSD`, `hard disk (SAS)`, …
/// @param verdict the drive's own word
/// @param reason why, in one sentence
public record DriveView(
    String device,
    String model,
    String serial,
    String firmware,
    String place,
    String kind,
    String size,
    Chip verdict,
    String reason,
    List<VolumeView> contents) {

  public static DriveView of(Drive drive) {
    return new DriveView(
        Visible.text(drive.device()),
        Visible.text(drive.model()),
        Visible.text(drive.serial()),
        Visible.text(drive.firmware()),
        Visible.text(drive.place()),
        kind(drive),
        Sizes.drive(drive.sizeBytes()),
        verdict(drive.smart()),
        Visible.text(drive.smart().reason()),
        drive.contents().stream().map(VolumeView::of).toList());
  }

  private static String kind(Drive drive) {
    var words = new ArrayList<String>();
    switch (drive.transport()) {
      case "nvme" -> words.add("NVMe");
      case "sata", "ata" -> words.add("SATA");
      case "sas" -> words.add("SAS");
      case "usb" -> words.add("USB");
      case "virtio" -> words.add("virtual (virtio)");
      default -> words.add(Visible.text(drive.transport()));
    }
    words.add(drive.rotational() ? "hard disk" : "solid state");
    return String.join(" ", words).strip();
  }

  private static Chip verdict(Smart smart) {
    return switch (smart.verdict()) {
      case PASSED -> new Chip("SMART: passed", Tone.GOOD);
      case WARNING -> new Chip("SMART: warning", Tone.CARE);
      case FAILED -> new Chip("SMART: failed", Tone.BAD);
      case INCONCLUSIVE -> new Chip("SMART: not known", Tone.PLAIN);
      case CANCELLED, CRASHED -> new Chip("SMART: " + word(smart.verdict()), Tone.CARE);
    };
  }

  private static String word(Verdict verdict) {
    return verdict == Verdict.CANCELLED ? "cancelled" : "crashed";
  }
}
