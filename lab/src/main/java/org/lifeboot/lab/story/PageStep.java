package org.lifeboot.lab.story;

import java.time.Duration;
import java.util.Optional;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.server.DemoDisks;

/// Step 7: the mail's link and password, and nothing else, open the page of this one server.
final class PageStep {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Stage stage;
  private final Transcript transcript;

  PageStep(Stage stage, Transcript transcript) {
    this.stage = stage;
    this.transcript = transcript;
  }

  void play(Rescue rescue, Letter letter) {
    var closed = new RescuePage(letter.link()).open();
    transcript.prove(
        closed.asksForPassword() && !closed.html().contains(DemoDisks.SYSTEM_SERIAL),
        "The link alone shows a form for the password and nothing of the server");
    var wrong = new RescuePage(letter.link()).logIn("wrong-wrong-wrong-1");
    transcript.prove(
        wrong.isPresent() && !wrong.orElseThrow().html().contains(DemoDisks.SYSTEM_SERIAL),
        "A wrong password opens nothing",
        wrong.map(RescuePage.Shown::status).orElse(0));
    var browser = new RescuePage(letter.link());
    var opened = transcript.found(browser.logIn(letter.password()), "The password is sent", "");
    var page =
        Patience.until(LIMIT, () -> Optional.of(browser.open()).filter(PageStep::showsDrives))
            .orElse(opened);
    var text = page.text();
    transcript.prove(
        text.contains(DemoDisks.SYSTEM_MODEL) && text.contains(DemoDisks.SYSTEM_SERIAL),
        "It shows the SATA disk by model and serial number",
        text.contains(DemoDisks.SYSTEM_SERIAL) ? DemoDisks.SYSTEM_SERIAL : text);
    transcript.prove(
        text.contains(DemoDisks.DATA_SERIAL), "and the NVMe disk", DemoDisks.DATA_SERIAL);
    transcript.prove(
        text.contains("sda1") && text.contains("ext4") && text.contains("xfs"),
        "their partitions and file systems");
    transcript.prove(
        text.toLowerCase(java.util.Locale.ROOT).contains("passed"), "and their SMART verdict");
    transcript.prove(
        rescue.api().get("/sessions/" + rescue.id() + "/inventory").each("drives").count() == 2,
        "The API gives the same two drives");
    transcript.prove(
        new RescuePage(stage.plan().web() + "/servers/demo-1").open().asksForPassword(),
        "The Manager's own pages stay closed to the owner");
  }

  private static boolean showsDrives(RescuePage.Shown page) {
    return page.html().contains(DemoDisks.SYSTEM_SERIAL)
        && page.html().contains(DemoDisks.DATA_SERIAL);
  }
}
