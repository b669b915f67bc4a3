package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.lifeboot.lab.process.Tool;

/// Root's shell on the rescued server.
record Shell(SecureShell ssh, Letter letter) {

  Tool.Outcome tried(String command) {
    return ssh.run(letter, letter.password(), letter.knownHosts(), command);
  }

  String run(String command) {
    var outcome = tried(command);
    assertThat(outcome.ok()).as(command + ": " + outcome.output()).isTrue();
    return outcome.output();
  }
}
