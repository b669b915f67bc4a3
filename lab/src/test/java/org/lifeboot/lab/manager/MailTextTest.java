package org.lifeboot.lab.manager;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MailTextTest {

  @Test
  void softLineBreaksAreJoinedAndBytesDecoded() {
    var mail =
        """
        Subject: demo-1
        Content-Type: text/plain;
         charset=UTF-8
        Content-Transfer-Encoding: quoted-printable

        ssh-ed25519 AAAA=
        C3Nz caf=C3=A9 a=3Db
        """;

    assertThat(MailText.of(mail)).isEqualTo("ssh-ed25519 AAAAC3Nz café a=b\n");
    assertThat(MailText.subject(mail)).contains("demo-1");
  }

  @Test
  void theFirstPartOfSeveralIsTheText() {
    var mail =
        """
        Content-Type: multipart/alternative; boundary="xyz"

        --xyz
        Content-Type: text/plain
        Content-Transfer-Encoding: base64

        aGVsbG8=
        --xyz
        Content-Type: text/html

        <p>hello</p>
        --xyz--
        """;

    assertThat(MailText.of(mail)).isEqualTo("hello");
  }
}
