package org.lifeboot.lab.story;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.lifeboot.lab.process.Json;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.server.DemoDisks;

/// Step 6: SSH as root, by OpenSSH's client, with the mail's password and its known_hosts line; the
/// fault is found without a write to the disk.
final class ShellStep {

  private static final Duration SSH = Duration.ofMinutes(2);

  private final Stage stage;
  private final Transcript transcript;
  private final SecureShell ssh;

  ShellStep(Stage stage, Transcript transcript) {
    this.stage = stage;
    this.transcript = transcript;
    this.ssh = new SecureShell(stage.plan().folder(), stage.plan().network());
  }

  /// The one-time token, read where only root of the rescue system can.
  String play(Rescue rescue, Letter letter, Instant resetAt) {
    transcript.prove(
        Patience.untilTrue(
            SSH, () -> rescue.session().at("credentials").text("sshReady").equals("true")),
        "The rescue system's SSH is open",
        rescue.entry("ssh").map(entry -> entry.text("text")).orElse("not yet"));
    var stranger = ssh.run(letter, letter.password(), List.of(), "true");
    transcript.prove(
        stranger.exit() == 255 && stranger.output().contains("Host key verification failed"),
        "Without the mail's known_hosts line the host is not trusted",
        firstLine(stranger.output()));
    var wrong = ssh.run(letter, "not-the-password", letter.knownHosts(), "true");
    transcript.prove(
        wrong.exit() == 255 && wrong.output().contains("Permission denied"),
        "With another password nobody gets in",
        firstLine(wrong.output()));
    var fdisk = root(letter, "fdisk -l");
    transcript.measured(
        "reset to SSH log-in", Transcript.seconds(Duration.between(resetAt, Instant.now())));
    transcript.prove(
        fdisk.contains("Disk /dev/sda: 1 GiB") && fdisk.contains("Disk /dev/nvme0n1: 512 MiB"),
        "fdisk -l lists both disks",
        fdisk.lines().filter(line -> line.startsWith("Disk /dev/")).toList());
    look(letter);
    memory(rescue);
    var token = token(rescue, letter);
    secrets(letter, token);
    doors(letter);
    return token;
  }

  /// Invariant 7: no secret on the kernel command line, the password nowhere but as a hash.
  private void secrets(Letter letter, String token) {
    var arguments = root(letter, "cat /proc/cmdline");
    transcript.prove(
        !arguments.contains(token) && !arguments.contains(letter.password()),
        "The kernel's command line holds neither the token nor the password");
    var hash = root(letter, "getent shadow root | cut -d: -f2").strip();
    transcript.prove(
        hash.matches("\\$(6|y)\\$.{40,}") && !hash.contains(letter.password()),
        "The rescue system holds the password as a crypt hash",
        hash.substring(0, Math.min(3, hash.length())) + "…");
    var found =
        ssh.run(
            letter,
            letter.password(),
            letter.knownHosts(),
            "grep -rlsF --exclude=*.squashfs -- %s /etc /root /run /tmp /var"
                .formatted(letter.password()));
    transcript.prove(
        found.exit() == 1, "and in no file is it written in clear", found.output().strip());
  }

  /// Invariant 9: the Agent dials out, so SSH is the only door of the rescued server.
  private void doors(Letter letter) {
    var listening =
        root(letter, "ss -Hltn | awk '{print $4}'").lines().map(String::strip).distinct().toList();
    transcript.prove(
        !listening.isEmpty() && listening.stream().allMatch(door -> door.endsWith(":22")),
        "Nothing listens on the rescued server but SSH",
        listening);
  }

  private void look(Letter letter) {
    var fstab =
        root(
            letter,
            "mount -o ro,noload /dev/sda1 /mnt && cat /mnt/etc/fstab; umount /mnt; blkid -p"
                + " /dev/nvme0n1p1");
    transcript.prove(
        fstab.contains(DemoDisks.MISSING_UUID),
        "The installed root, mounted read-only, shows its fstab: it names a file system that is"
            + " not there",
        fstab
            .lines()
            .filter(line -> line.contains(DemoDisks.MISSING_UUID))
            .findFirst()
            .orElse(fstab));
    transcript.prove(
        fstab.contains(DemoDisks.DATA_UUID), "and blkid shows the UUID that it should name");
  }

  private void memory(Rescue rescue) {
    // Told with the heartbeats, which are stored now and then only.
    transcript.prove(
        Patience.untilTrue(SSH, () -> rescue.session().at("memory").number("usedBytes") > 0),
        "The Agent tells how much memory is used");
    var memory = rescue.session().at("memory");
    var used = memory.number("usedBytes") >> 20;
    transcript.measured(
        "memory used in the rescue system",
        used + " MiB of " + (memory.number("totalBytes") >> 20) + " MiB");
    transcript.prove(
        used > 0 && used <= 480, "The rescue system uses at most 480 MiB", used + " MiB");
  }

  private String token(Rescue rescue, Letter letter) {
    var file = Json.parse(root(letter, "cat /run/lifeboot/session.json"));
    var door = new AgentDoor(stage.plan().agentDoor());
    var refusal = door.knock(rescue.id(), file.text("token"));
    transcript.prove(
        refusal.equals("TOKEN_REPLAYED"),
        "The one-time token itself, used again by somebody else, is refused",
        refusal);
    transcript.prove(
        door.certificateSha256().equalsIgnoreCase(file.text("certificateSha256")),
        "The Manager's certificate is the one that the Agent pins");
    transcript.prove(
        rescue.count("refused") >= 3 && rescue.state().equals("active"),
        "The replay is on the timeline, and changed nothing",
        rescue.state());
    return file.text("token");
  }

  private String root(Letter letter, String command) {
    var outcome = ssh.run(letter, letter.password(), letter.knownHosts(), command);
    transcript.prove(
        outcome.ok(), "root@demo-1:~# " + command, outcome.ok() ? "" : outcome.output());
    return outcome.output();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
