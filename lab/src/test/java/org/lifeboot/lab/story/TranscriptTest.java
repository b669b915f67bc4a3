package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TranscriptTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Transcript transcript =
      new Transcript(new PrintStream(written, true, StandardCharsets.UTF_8));

  @Test
  void aClaimThatDoesNotHoldEndsTheStory() {
    assertThatThrownBy(
            () ->
                transcript.step("1. Register", () -> transcript.prove(false, "It is there", "404")))
        .isInstanceOf(StoryFailed.class)
        .hasMessage("It is there: 404");

    assertThat(written.toString(StandardCharsets.UTF_8))
        .contains("1. Register")
        .contains("✘ It is there  [404]");
  }

  @Test
  void theReportForProgramsHoldsEveryProof() {
    transcript.step("1. Register", () -> transcript.prove(true, "It is there"));

    assertThat(transcript.report(Optional.empty()).json())
        .contains("\"proven\":true")
        .contains("\"title\":\"1. Register\"")
        .contains("\"claim\":\"It is there\"");
  }
}
