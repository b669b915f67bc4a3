package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LetterTest {

  private static final String MAIL =
      """
      demo-1 is in rescue.

      Page:      http://127.0.0.1:8080/rescue/0190-aa
      User:      root
      Password:  kPw7-xyZ3-qRs4-tUv5

      Host keys:
        ssh-ed25519  SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
      For your known_hosts:
        [127.0.0.1]:2222 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGk

      """;

  @Test
  void anOwnerFindsAllThatIsNeededToLogIn() {
    var letter = Letter.in(MAIL).orElseThrow();

    assertThat(letter.link()).isEqualTo("http://127.0.0.1:8080/rescue/0190-aa");
    assertThat(letter.password()).isEqualTo("kPw7-xyZ3-qRs4-tUv5");
    assertThat(letter.fingerprints())
        .containsExactly("SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    assertThat(letter.knownHosts())
        .containsExactly("[127.0.0.1]:2222 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGk");
    assertThat(letter.sshDoor()).isEqualTo(new Letter.SshDoor("127.0.0.1", 2222));
  }

  @Test
  void aHostOnTheUsualPortIsNamedWithoutBrackets() {
    var letter = Letter.in(MAIL.replace("[127.0.0.1]:2222", "10.77.0.50")).orElseThrow();

    assertThat(letter.sshDoor()).isEqualTo(new Letter.SshDoor("10.77.0.50", 22));
  }

  @Test
  void aMailWithoutPasswordIsNoLetter() {
    assertThat(Letter.in(MAIL.replaceAll("Password.*", ""))).isEmpty();
  }
}
