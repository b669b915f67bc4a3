package org.lifeboot.manager.netboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.process.Limits;
import org.lifeboot.manager.process.Outcome;
import org.lifeboot.manager.process.Programs;
import org.lifeboot.protocol.Codec;

/// Read back by GNU cpio, whose reading of the format the kernel shares.
class CpioTest {

  @TempDir Path folder;

  @Test
  void theSessionImageHoldsOneFileThatOnlyRootMayRead() throws Exception {
    var image = Files.write(folder.resolve("session.img"), SessionImage.of(FakeBootDesk.SESSION));

    assertThat(cpio("-tv", image))
        .contains("drwx------   1 root     root            0 Jan  1  1970 lifeboot")
        .containsPattern("-rw-------   1 root     root +\\d+ Jan  1  1970 lifeboot/session.json");
  }

  @Test
  void theSessionFileComesOutAsItWentIn() throws Exception {
    var image = Files.write(folder.resolve("session.img"), SessionImage.of(FakeBootDesk.SESSION));

    cpio("-i", image);

    var json = Files.readString(folder.resolve("lifeboot/session.json"));
    assertThat(new Codec().sessionFile(json)).isEqualTo(FakeBootDesk.SESSION);
  }

  @Test
  void archivesEndInATrailerAndMayFollowOneAnother() throws Exception {
    var bytes = SessionImage.of(FakeBootDesk.SESSION);

    assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
        .startsWith("070701")
        .contains("TRAILER!!!");
    assertThat(bytes.length % 512).isZero();
  }

  @Test
  void theAgentImageHoldsTheBundleUnchanged() throws Exception {
    var content = TestImage.bytes(100_001, 7);
    var bundle = Files.write(folder.resolve("bundle"), content);

    try (var agent = new AgentImage(bundle, folder)) {
      cpio("-i", ((AgentImage.Answer.Ready) agent.image()).file());
    }

    assertThat(folder.resolve("lifeboot/agent.squashfs")).hasBinaryContent(content);
  }

  @Test
  void whatAKilledManagerLeftIsReplacedAndNothingIsLeftBehind() throws Exception {
    var bundle = Files.write(folder.resolve("bundle"), TestImage.bytes(5000, 1));
    var left = Files.write(folder.resolve("agent.img"), TestImage.bytes(90_000, 3));

    try (var agent = new AgentImage(bundle, folder)) {
      var file = ((AgentImage.Answer.Ready) agent.image()).file();
      assertThat(file).isEqualTo(left);
      assertThat(Files.size(file)).isLessThan(10_000);
    }
    assertThat(left).doesNotExist();
  }

  @Test
  void theSameBundleHasTheSameDigestAndAnotherHasAnother() throws Exception {
    var one = Files.write(folder.resolve("one"), TestImage.bytes(5000, 1));
    var copy = Files.write(folder.resolve("copy"), TestImage.bytes(5000, 1));
    var other = Files.write(folder.resolve("other"), TestImage.bytes(5000, 2));

    assertThat(digest(one)).isEqualTo(digest(copy)).isNotEqualTo(digest(other));
  }

  @Test
  void aBundleThatIsNotBuiltIsSaidWithWhatToRun() throws Exception {
    try (var agent = new AgentImage(folder.resolve("agent.squashfs"), folder)) {
      assertThat(agent.image())
          .isEqualTo(
              new AgentImage.Answer.Missing(
                  "No Agent for the rescue system: there is no "
                      + folder.resolve("agent.squashfs")
                      + ". Build it with agent/bundle and set agent.bundle to the file it prints"));
    }
  }

  private String digest(Path bundle) throws Exception {
    try (var agent = new AgentImage(bundle, folder)) {
      return ((AgentImage.Answer.Ready) agent.image()).digest();
    }
  }

  private String cpio(String option, Path archive) throws Exception {
    var command =
        List.of(
            "sh",
            "-c",
            "cd \"$1\" && LC_ALL=C TZ=UTC cpio \"$2\" --quiet <\"$3\"",
            "sh",
            folder.toString(),
            option,
            archive.toString());
    var outcome = Programs.run(command, new Limits(Duration.ofSeconds(10), 10_000));
    return outcome instanceof Outcome.Exited(int code, String output) && code == 0
        ? output
        : outcome.toString();
  }
}
