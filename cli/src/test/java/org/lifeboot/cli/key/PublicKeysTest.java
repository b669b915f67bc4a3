package org.lifeboot.cli.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboot.cli.failure.WrongUse;

class PublicKeysTest {

  private static final Path FILE = Path.of("id");
  private static final String BLOB =
      "AAAAC3NzaC1lZDI1NTE5AAAAIE7x6Yb0ccp3lyxuS0mZfL7i5cTTqpeN0m0H2lM6i6l2";
  private static final String KEY = "ssh-ed25519 " + BLOB + " ann@desk";

  @Test
  void eachLineIsAKeyAndCommentsAreLeftOut() {
    assertThat(PublicKeys.keys(FILE, "# laptop\n" + KEY + "\n\nssh-ed25519 " + BLOB + "\r\n"))
        .containsExactly(KEY, "ssh-ed25519 " + BLOB);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbg==",
        "-----BEGIN RSA PRIVATE KEY-----\nb3Blbg==",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nb3Blbg==",
        "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none"
      })
  void aPrivateKeyOfAnyKindIsCalledByItsName(String text) {
    assertThatThrownBy(() -> PublicKeys.keys(FILE, text))
        .isInstanceOf(WrongUse.class)
        .hasMessageContaining("this is a private key; give the .pub file")
        .hasMessageNotContaining("b3Blbg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing but a comment",
        "hello world",
        "ssh-ed25519",
        "ssh-ed25519 notbase64!",
        "ssh-ed25519 AAAA",
        "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIE7x6Yb0ccp3lyxuS0mZfL7i5cTTqpeN0m0H2lM6i6l2",
        "command=\"sh\" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE7x6Yb0ccp3lyxuS0mZfL7i5cTTqpeN0m0H2lM6i6l2"
      })
  void whatIsNoPublicKeyIsRefused(String text) {
    assertThatThrownBy(() -> PublicKeys.keys(FILE, text))
        .isInstanceOf(WrongUse.class)
        .hasMessageContaining("no file of public SSH keys");
  }

  @Test
  void aFileThatIsNotThereSaysWherePublicKeysAre() {
    assertThatThrownBy(() -> PublicKeys.read(List.of(Path.of("/nonexistent/id.pub"))))
        .isInstanceOf(WrongUse.class)
        .hasMessageContaining("there is no such file");
  }
}
