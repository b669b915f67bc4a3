package org.lifeboot.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {

  private static final String HELLO =
      """
      {"type":"hello","protocolVersion":1,"sessionId":"s","token":"t","agentKey":"k","bootId":"b",\
      "agentVersion":"v","hostKeys":[{"type":"ssh-ed25519","base64":"AAAAC3NzaC1lZDI1NTE5"}],\
      "addresses":["192.0.2.1"]}""";

  private final Codec codec = new Codec();

  private static void refused(ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a message of this protocol");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "42",
        "[]",
        "{}",
        "{",
        "\"hello\"",
        "{\"type\":\"hello\"}",
        "{\"type\":\"nonsense\"}",
        "{\"type\":null}",
        "{\"type\":42}",
        "{\"type\":\"heartbeat\",\"uptimeSeconds\":\"soon\"}",
        "{\"type\":\"event\",\"number\":1,\"at\":\"2026-11-20T09:15:01Z\"}",
        "{\"type\":\"event\",\"number\":1,\"at\":\"yesterday\","
            + "\"event\":{\"type\":\"rebooting\",\"commandId\":\"c\"}}",
        "{\"type\":\"event\",\"number\":1,\"at\":\"2026-11-20T09:15:01Z\",\"event\":{\"type\":\"x\"}}",
        "{\"type\":\"event\",\"number\":1,\"at\":\"2026-11-20T09:15:01Z\","
            + "\"event\":{\"type\":\"rebooting\"}}",
      })
  void whatIsNoMessageOfAnAgentIsRefused(String json) {
    refused(() -> codec.agentMessage(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"welcome\"}",
        "{\"type\":\"refused\",\"code\":\"BAD_MOOD\",\"detail\":\"\"}",
        "{\"type\":\"refused\",\"detail\":\"\"}",
        "{\"type\":\"command\",\"id\":\"c\"}",
        "{\"type\":\"command\",\"id\":\"c\",\"command\":{\"type\":\"format\"}}",
        "{\"type\":\"command\",\"id\":\"c\",\"command\":{\"type\":\"applyCredentials\",\"version\":1}}",
        "{\"type\":\"command\",\"command\":{\"type\":\"reboot\"}}",
      })
  void whatIsNoMessageOfAManagerIsRefused(String json) {
    refused(() -> codec.managerMessage(json));
  }

  @Test
  void aSessionFileWithoutATokenIsRefused() {
    refused(() -> codec.sessionFile("{\"sessionId\":\"s\",\"managerAddress\":\"wss://m/agent\"}"));
  }

  @Test
  void aMessageThatIsCutAnywhereIsRefused() {
    for (int length = 0; length < HELLO.length(); length++) {
      String cut = HELLO.substring(0, length);
      refused(() -> codec.agentMessage(cut));
    }
  }

  @Test
  void aMessageWithDamagedCharactersIsReadOrRefusedButNeverAnythingElse() {
    var random = new Random(25);
    assertThat(Stream.generate(() -> damaged(random)).limit(2_000))
        .allSatisfy(
            json ->
                assertThat(catchThrowable(() -> codec.agentMessage(json)))
                    .satisfiesAnyOf(
                        thrown -> assertThat(thrown).isNull(),
                        thrown -> assertThat(thrown).isInstanceOf(IllegalArgumentException.class)));
  }

  private static String damaged(Random random) {
    var text = new StringBuilder(HELLO);
    text.setCharAt(random.nextInt(HELLO.length()), (char) random.nextInt(32, 127));
    text.setCharAt(random.nextInt(HELLO.length()), "\"{}[]:,\\0".charAt(random.nextInt(9)));
    return text.toString();
  }

  @Test
  void aMessageThatIsNestedWithoutEndIsRefused() {
    String nested = "{\"type\":\"hello\",\"x\":" + "[".repeat(200_000);
    refused(() -> codec.agentMessage(nested));
  }

  /// The reader of JSON has a limit of its own on a text.
  @ParameterizedTest
  @ValueSource(strings = {"x", "\u0001", "\u00e4", "\u20ac", "\""})
  void theLongestEvidenceIsReadAgain(String letter) {
    var text = letter.repeat(Protocol.MOST_EVIDENCE_CHARACTERS);
    var event = new AgentEvent.CheckEvidence("c", "e2fsck", text);
    var message = new AgentMessage.Numbered(1, Instant.EPOCH, event);

    assertThat(codec.agentMessage(codec.write(message))).isEqualTo(message);
  }

  @Test
  void propertiesThatAreNotKnownAreIgnored() {
    assertThat(
            codec.managerMessage(
                "{\"type\":\"acknowledge\",\"number\":7,\"new\":{\"a\":[1,null]}}"))
        .isEqualTo(new ManagerMessage.Acknowledge(7));
  }

  @Test
  void aHostKeyThatCouldForgeAKnownHostsLineCannotExist() {
    assertThatThrownBy(() -> new HostKey("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5\n* ssh-rsa AAAA"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HostKey("ssh-ed25519 x", "AAAAC3NzaC1lZDI1NTE5"))
        .isInstanceOf(IllegalArgumentException.class);
    refused(() -> codec.agentMessage(HELLO.replace("AAAAC3NzaC1lZDI1NTE5", "AAAA * ssh-rsa AAAA")));
  }

  @Test
  void listsInAMessageCannotBeChangedFromOutside() {
    var hello = (AgentMessage.Hello) codec.agentMessage(HELLO);

    assertThatThrownBy(() -> hello.addresses().add("192.0.2.2"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
