package org.lifeboot.lab.story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.lab.manager.Api;
import org.lifeboot.lab.process.Json;
import org.lifeboot.lab.process.LabException;
import org.lifeboot.lab.process.Tool;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.DemoDisks;

/// The rescue of demo-1, from "it does not come up" to "back on its disk". Every step is proven
/// from outside: by the API, the server's console, the mail server, OpenSSH's client, a browser.
public final class Story {

  private static final Duration BOOT = Duration.ofMinutes(8);
  private static final Duration SOON = Duration.ofSeconds(30);

  /// What a netboot leaves on the timeline, in this order.
  private static final List<String> BOOT_STEPS =
      List.of(
          "dhcp",
          "ipxe",
          "kernel",
          "initrd",
          "agent",
          "session-file",
          "squashfs",
          "token",
          "active");

  private final Stage stage;
  private final Transcript transcript;
  private final Accelerator accelerator;

  public Story(Stage stage, Transcript transcript, Accelerator accelerator) {
    this.stage = stage;
    this.transcript = transcript;
    this.accelerator = accelerator;
  }

  /// Plays it to its end, or to the first claim that does not hold.
  public Report play() {
    var started = Instant.now();
    try {
      var api = transcript.step("demo-1 does not come up", this::doesNotComeUp);
      transcript.step("1. Register the server", () -> register(api));
      var rescue = transcript.step("2. Ask for rescue, hard reboot", () -> askForRescue(api));
      var resetAt = Instant.now();
      var writes = stage.server().writes();
      transcript.step("3. Network boot into the rescue system", () -> netboot(rescue, resetAt));
      transcript.step("4. Active by the one-time token and nothing else", () -> active(rescue));
      var letter =
          transcript.step("5. The mail", () -> new MailStep(stage, transcript).play(rescue));
      var token =
          transcript.step(
              "6. Log in by SSH",
              () -> new ShellStep(stage, transcript).play(rescue, letter, resetAt));
      transcript.step(
          "7. The rescue page", () -> new PageStep(stage, transcript).play(rescue, letter));
      transcript.prove(
          stage.server().writes() == writes,
          "From the reset until now not one write reached the server's drives",
          writes + " writes before, " + stage.server().writes() + " now");
      transcript.step(
          "8. Back to its disk",
          () -> new LeaveStep(stage, transcript).play(rescue, letter, token));
      transcript.measured(
          "whole story", Transcript.seconds(Duration.between(started, Instant.now())));
      return transcript.report(Optional.empty());
    } catch (StoryFailed | LabException e) {
      return transcript.report(Optional.of(String.valueOf(e.getMessage())));
    }
  }

  /// Powers it on while no Manager is there, and starts the Manager while it tries to come up.
  private Api doesNotComeUp() {
    var console = stage.powerOn(accelerator).console();
    transcript.tell("powered on, with -accel " + accelerator.word());
    transcript.found(
        console.awaitAfter(0, DemoDisks.BOOT_LINE, BOOT),
        "No Manager answers, so the server boots its own disk",
        "its console does not say so");
    var managerStarted = Instant.now();
    var manager = stage.startManager();
    transcript.measured(
        "Manager's start to its first answer",
        Transcript.seconds(Duration.between(managerStarted, Instant.now())));
    transcript.prove(
        manager.firstAdministrator().isPresent(),
        "The Manager is ready, and printed the first administrator's password once");
    transcript.prove(
        Api.anonymous(stage.plan().web()).ask("GET", "/servers", Map.of()).status() == 401,
        "Nobody gets an answer without a log-in");
    transcript.found(
        console.awaitAfter(0, DemoDisks.FAULT_LINE, BOOT),
        "The installed system does not come up: a file system of its /etc/fstab is not there",
        "its console does not say so");
    return stage.api();
  }

  private void register(Api api) {
    var added = command(api, "server", "add", Stage.SERVER);
    transcript.prove(added.ok(), "demo-1 is registered", firstLine(added.output()));
    var server = api.get("/servers/demo-1");
    transcript.prove(
        server.text("netboot").equals("disk"),
        "Its netboot is \"disk\"",
        server.at("macAddresses").toString());
    transcript.prove(
        api.get("/servers/demo-1/power").text("power").equals("on"),
        "Its power driver says that it is on");
    var again = command(api, "server", "add", "demo-2");
    transcript.prove(
        again.exit() == 1 && again.output().contains(Stage.MAC_ADDRESS),
        "A second server with this MAC address is refused",
        again.output());
    transcript.prove(api.get("/servers").each("servers").count() == 1, "and nothing is left of it");
  }

  private Tool.Outcome command(Api api, String... words) {
    var all = new ArrayList<>(List.of(words));
    if (all.contains("add")) {
      all.addAll(stage.registrationWords());
    }
    return Commands.run(stage, transcript, api, all);
  }

  private Rescue askForRescue(Api api) {
    var asked = command(api, "rescue", "demo-1", "--reboot", "none");
    transcript.prove(asked.ok(), "Rescue is asked for", firstLine(asked.output()));
    var rescue = new Rescue(api, api.get("/servers/demo-1").at("session").text("id"));
    transcript.prove(
        rescue.state().equals("requested"), "A session is requested", "session " + rescue.id());
    var before = stage.server().console().end();
    var reset = command(api, "reboot", "demo-1", "--hard");
    transcript.prove(
        reset.ok(), "The power driver was told to reset it", firstLine(reset.output()));
    transcript.found(
        stage.server().console().awaitAfter(before, "SeaBIOS", SOON),
        "Its firmware starts again",
        "nothing of the firmware on its console");
    return rescue;
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private void netboot(Rescue rescue, Instant resetAt) {
    transcript.prove(
        rescue.await("booting", BOOT), "The server asks for its boot script", rescue.state());
    var refusal = door().knock(rescue.id(), "0".repeat(64));
    transcript.prove(
        refusal.equals("TOKEN_WRONG"), "While it boots, a wrong token is refused", refusal);
    transcript.prove(
        !rescue.state().equals("active"), "and does not make the session active", rescue.state());
    var active = rescue.await("active", BOOT);
    rescue.timeline().forEach(entry -> transcript.tell(line(entry, resetAt)));
    transcript.prove(active, "The rescue system's Agent has called", rescue.state());
    var steps = rescue.timeline().stream().map(entry -> entry.text("step")).distinct().toList();
    transcript.prove(
        steps.stream().filter(BOOT_STEPS::contains).toList().equals(BOOT_STEPS),
        "Each step of the boot is on the timeline, in order",
        String.join(", ", steps));
    var activeAt = rescue.entry("active").map(entry -> at(entry)).orElseThrow();
    transcript.measured("reset to active", Transcript.seconds(Duration.between(resetAt, activeAt)));
  }

  static String line(Json entry, Instant since) {
    return "%8s  %-12s %s"
        .formatted(
            Transcript.seconds(Duration.between(since, at(entry))),
            entry.text("step"),
            entry.text("text"));
  }

  private static Instant at(Json entry) {
    return Instant.parse(entry.text("at"));
  }

  private void active(Rescue rescue) {
    transcript.prove(
        rescue.api().get("/servers/demo-1").text("netboot").equals("disk"),
        "The choice \"rescue\" was for one boot: its netboot is \"disk\" again");
    var refusal = door().knock(rescue.id(), "f".repeat(64));
    transcript.prove(refusal.equals("TOKEN_WRONG"), "A wrong token is refused", refusal);
    transcript.prove(rescue.state().equals("active"), "and changes nothing", rescue.state());
    transcript.prove(
        rescue.count("refused") >= 2,
        "Both refusals are on the timeline",
        rescue.entry("refused").map(entry -> entry.text("text")).orElse(""));
  }

  private AgentDoor door() {
    return new AgentDoor(stage.plan().agentDoor());
  }
}
