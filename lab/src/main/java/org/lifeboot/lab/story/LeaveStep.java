package org.lifeboot.lab.story;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lifeboot.lab.server.DemoDisks;

/// Step 8: netboot back to disk, soft reboot; the server boots its installed system, and what the
/// session gave out is worthless.
final class LeaveStep {

  private static final Duration BOOT = Duration.ofMinutes(8);

  private final Stage stage;
  private final Transcript transcript;

  LeaveStep(Stage stage, Transcript transcript) {
    this.stage = stage;
    this.transcript = transcript;
  }

  void play(Rescue rescue, Letter letter, String token) {
    var api = rescue.api();
    var left =
        Commands.run(stage, transcript, api, List.of("boot", "disk", "demo-1", "--reboot", "none"));
    transcript.prove(
        left.ok() && rescue.state().equals("leaving"),
        "netboot := disk: the session is leaving",
        rescue.state());
    var console = stage.server().console();
    var before = console.end();
    var reboot = Commands.run(stage, transcript, api, List.of("reboot", "demo-1"));
    transcript.prove(
        reboot.ok() && reboot.output().toLowerCase(Locale.ROOT).contains("agent"),
        "The Agent was asked to reboot it softly",
        reboot.output());
    transcript.found(
        console.awaitAfter(before, DemoDisks.BOOT_LINE, BOOT),
        "Its console shows the boot loader of its own disk",
        String.join(" | ", console.tail(5)));
    transcript.found(
        console.awaitAfter(before, DemoDisks.KERNEL_LINE, BOOT),
        "and the kernel of the installed system",
        String.join(" | ", console.tail(5)));
    transcript.prove(rescue.await("ended", BOOT), "The session has ended", rescue.state());
    var refusal = new AgentDoor(stage.plan().agentDoor()).knock(rescue.id(), token);
    transcript.prove(refusal.equals("SESSION_OVER"), "Its token is refused", refusal);
    var page = new RescuePage(letter.link()).logIn(letter.password());
    transcript.prove(
        page.map(shown -> !shown.html().contains(DemoDisks.SYSTEM_SERIAL)).orElse(true),
        "Its link and password open nothing",
        page.map(shown -> "HTTP " + shown.status()).orElse("no form any more"));
    transcript.prove(
        !new SecureShell(stage.plan().folder(), stage.plan().network())
            .run(letter, letter.password(), letter.knownHosts(), "true")
            .ok(),
        "Nobody gets in by SSH with it");
    var inside = rescue.api().ask("POST", "/sessions/" + rescue.id() + "/password", Map.of());
    transcript.prove(inside.status() == 409, "and it gets no new password", inside.code());
    transcript.prove(
        api.get("/outbox")
            .each("mails")
            .noneMatch(mail -> mail.text("text").contains(letter.password())),
        "No mail of the outbox holds the password");
    transcript.found(
        console.awaitAfter(before, DemoDisks.FAULT_LINE, BOOT),
        "The installed system is as it was: nobody has repaired it",
        String.join(" | ", console.tail(5)));
  }
}
