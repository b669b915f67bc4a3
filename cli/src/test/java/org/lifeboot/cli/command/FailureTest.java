package org.lifeboot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.cli.Desk;
import org.lifeboot.cli.Desk.Outcome;
import org.lifeboot.cli.FakeManager;
import org.lifeboot.cli.Person;

class FailureTest {

  @TempDir private Path home = Path.of("");

  @Test
  void withoutALogInTheCodeIsFour() {
    Outcome outcome = Desk.loggedOut(home).run("server", "list", "--json");

    assertThat(outcome.code()).isEqualTo(4);
    assertThat(outcome.out()).contains("\"code\":\"unauthenticated\"");
    assertThat(outcome.err())
        .isEqualTo("lifeboot: not logged in\nLog in with: lifeboot login URL\n");
  }

  @Test
  void aTokenThatIsNoLongerTakenIsFour() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      manager.refuses("GET /api/v1/servers", 401, "unauthenticated", "this token is revoked");

      Outcome outcome = Desk.at(manager).run("server", "list");

      assertThat(outcome.code()).isEqualTo(4);
      assertThat(outcome.err())
          .contains("listing the servers: this token is revoked")
          .contains("lifeboot login URL");
    }
  }

  @Test
  void aManagerThatIsDownIsThree() throws IOException {
    FakeManager gone = FakeManager.empty();
    gone.close();

    Outcome outcome = Desk.at(gone).run("server", "list", "--json");

    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.out()).contains("\"code\":\"manager-unreachable\"");
    assertThat(Jsonb.instance().type(Object.class).fromJson(outcome.out())).isNotNull();
    assertThat(outcome.err())
        .contains("listing the servers: the Manager at " + gone.url() + " cannot be reached");
  }

  @Test
  void anotherProgramAtTheAddressIsThree() throws IOException {
    try (FakeManager manager = FakeManager.empty()) {
      manager.showsPage("GET /api/v1/servers", 200, "<html>It works!</html>");

      Outcome outcome = Desk.at(manager).run("server", "list");

      assertThat(outcome.code()).isEqualTo(3);
      assertThat(outcome.err()).contains("is not a Lifeboot Manager");
    }
  }

  @Test
  void aRedirectIsNotFollowedWithTheToken() throws IOException {
    try (FakeManager manager = FakeManager.empty()) {
      manager.showsPage("GET /api/v1/servers", 302, "");

      Outcome outcome = Desk.at(manager).run("server", "list");

      assertThat(outcome.code()).isEqualTo(3);
      assertThat(outcome.err()).contains("it redirects");
    }
  }

  @Test
  void aRefusalOfAnyKindIsOne() throws IOException {
    try (FakeManager manager = FakeManager.empty()) {
      manager.refuses("GET /api/v1/servers", 507, "store-full", "the Manager's disk is full");

      Outcome outcome = Desk.at(manager).run("server", "list");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err()).contains("the Manager's disk is full (store-full, HTTP 507)");
    }
  }

  @Test
  void anUnknownOptionIsTwoAndPointsToTheHelp() throws IOException {
    try (FakeManager manager = FakeManager.empty()) {
      Outcome outcome = Desk.at(manager).run("server", "list", "--frobnicate");

      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err())
          .contains("Unknown option: '--frobnicate'")
          .contains("See: lifeboot server list --help");
    }
  }

  @Test
  void nothingAtAllShowsTheUsageOnStandardError() {
    Outcome outcome = Desk.loggedOut(home).run();

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("Usage: lifeboot");
  }

  @Test
  void wordsOfARefusalCannotMoveTheCursor() throws IOException {
    try (FakeManager manager = FakeManager.empty()) {
      manager.refuses("GET /api/v1/servers", 403, "forbidden", "\\u001b[31mno\\u0007");

      assertThat(Desk.at(manager).run("server", "list").err())
          .contains("\\x1b[31mno\\x07")
          .doesNotContain("\u001b");
    }
  }

  @Test
  void coloursAreForTerminalsThatWantThem() throws IOException {
    try (FakeManager manager = FakeManager.withServer()) {
      assertThat(Desk.at(manager).with(Person.reading(200)).run("server", "list").out())
          .contains("\u001b[1m");
      assertThat(
              Desk.at(manager)
                  .with(Person.reading(200))
                  .with("NO_COLOR", "1")
                  .run("server", "list")
                  .out())
          .doesNotContain("\u001b");
      assertThat(Desk.at(manager).run("server", "list").out()).doesNotContain("\u001b");
    }
  }
}
