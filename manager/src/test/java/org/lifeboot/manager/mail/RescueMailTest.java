package org.lifeboot.manager.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lifeboot.protocol.HostKey;

class RescueMailTest {

  private static final HostKey KEY =
      new HostKey(
          "ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl");

  static RescueMail mail(String serverName, Optional<String> password, int sshKeys) {
    return new RescueMail(
        serverName,
        URI.create("http://manager.example/rescue/0193"),
        password,
        sshKeys,
        "127.0.0.1",
        2222,
        List.of(KEY));
  }

  @Test
  void allThatIsNeededToLogInCanBeCopiedFromLinesOfTheirOwn() {
    var text = mail("demo-1", Optional.of("hunter2hunter2hu"), 0).text();

    assertThat(text.lines())
        .contains(
            "http://manager.example/rescue/0193",
            "ssh -p 2222 root@127.0.0.1",
            "User:     root",
            "Password: hunter2hunter2hu",
            "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU (ssh-ed25519)",
            "[127.0.0.1]:2222 ssh-ed25519 " + KEY.base64(),
            "    lifeboot boot disk demo-1");
  }

  @Test
  void withKeysOnlyThereIsNoPassword() {
    var text = mail("demo-1", Optional.empty(), 2).text();

    assertThat(text)
        .contains("Keys:     2 of yours; no password is set")
        .doesNotContain("Password:");
  }

  @Test
  void aHostileNameCannotWriteLinesOfItsOwn() {
    var mail = mail("demo\r\nBcc: all@example\n\nssh root@evil\u202e", Optional.empty(), 1);

    assertThat(mail.subject()).isEqualTo("demo Bcc: all@example ssh root@evil is in rescue mode");
    assertThat(mail.text().lines()).doesNotContain("Bcc: all@example", "ssh root@evil");
  }

  @Test
  void theTextTellsHowToLeaveAndThatItEndsByItself() {
    assertThat(mail("demo-1", Optional.of("x"), 0).text())
        .contains("Set the netboot back to \"disk\" and reboot")
        .contains("any reboot from now on starts the server from its\ndisk and ends this session");
  }
}
