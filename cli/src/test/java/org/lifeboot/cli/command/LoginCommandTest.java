package org.lifeboot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.cli.Desk;
import org.lifeboot.cli.Desk.Outcome;
import org.lifeboot.cli.Documents;
import org.lifeboot.cli.FakeManager;
import org.lifeboot.cli.Person;

class LoginCommandTest {

  private static final String LOG_IN = "POST /api/v1/tokens";
  private static final String LOG_OUT = "DELETE /api/v1/tokens/current";

  @TempDir private Path home = Path.of("");

  @Test
  void aPersonLogsInAndTheNextCommandUsesTheToken() throws IOException {
    try (FakeManager manager = loginWorld()) {
      Desk desk = Desk.loggedOut(home);
      Outcome outcome =
          desk.with(new Person(80, "admin", "s3cret pass")).run("login", manager.url() + "/");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out()).contains("as admin").doesNotContain("s3cret", "a-new-token");
      assertThat(manager.request(LOG_IN).body())
          .isEqualTo("{\"name\":\"admin\",\"password\":\"s3cret pass\"}");
      assertThat(manager.request(LOG_IN).authorization()).isEqualTo("null");

      assertThat(desk.run("server", "list").code()).isZero();
      assertThat(manager.request("GET /api/v1/servers").authorization())
          .isEqualTo("Bearer a-new-token-0123456789");
    }
  }

  @Test
  void theSavedLogInIsReadableByItsOwnerOnlyAndHoldsNoPassword() throws IOException {
    try (FakeManager manager = loginWorld()) {
      Desk.loggedOut(home)
          .with("XDG_CONFIG_HOME", home.resolve("xdg").toString())
          .typing("s3cret\n")
          .run("login", manager.url(), "--user", "admin", "--password-stdin");

      Path file = home.resolve("xdg/lifeboot/cli.properties");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(Files.readString(file)).contains("a-new-token").doesNotContain("s3cret");
      try (var files = Files.list(home.resolve("xdg/lifeboot"))) {
        assertThat(files).containsExactly(file);
      }
    }
  }

  @Test
  void aWrongPasswordIsARefusal() throws IOException {
    try (FakeManager manager = FakeManager.empty()) {
      manager.refuses(LOG_IN, 401, "unauthenticated", "name or password is wrong");

      Outcome outcome =
          Desk.loggedOut(home)
              .typing("wrong\n")
              .run("login", manager.url(), "--user", "admin", "--password-stdin");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err()).contains("name or password is wrong");
      assertThat(home.resolve(".config")).doesNotExist();
    }
  }

  @Test
  void withNobodyToAskThePasswordComesFromStandardInputOrNotAtAll() throws IOException {
    try (FakeManager manager = loginWorld()) {
      Outcome outcome = Desk.loggedOut(home).run("login", manager.url(), "--user", "admin");

      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err()).contains("--password-stdin");
      assertThat(manager.requestLines()).isEmpty();
    }
  }

  @Test
  void whatIsNoAddressIsWrongUse() {
    assertThat(Desk.loggedOut(home).run("login", "manager.example.org").code()).isEqualTo(2);
    assertThat(Desk.loggedOut(home).run("login", "ftp://manager").code()).isEqualTo(2);
    assertThat(Desk.loggedOut(home).run("login", "http://ann:secret@manager").code()).isEqualTo(2);
  }

  @Test
  void logOutEndsTheTokenThereAndHere() throws IOException {
    try (FakeManager manager = loginWorld()) {
      Desk desk = Desk.loggedOut(home).with(new Person(80, "admin", "s3cret"));
      desk.run("login", manager.url());

      assertThat(desk.run("logout").code()).isZero();
      assertThat(manager.request(LOG_OUT).authorization())
          .isEqualTo("Bearer a-new-token-0123456789");
      assertThat(home.resolve(".config/lifeboot/cli.properties")).doesNotExist();
      assertThat(desk.run("server", "list").code()).isEqualTo(4);
    }
  }

  @Test
  void logOutForgetsTheTokenEvenWhenTheManagerIsDown() throws IOException {
    Desk desk = Desk.loggedOut(home).with(new Person(80, "admin", "s3cret"));
    try (FakeManager manager = loginWorld()) {
      desk.run("login", manager.url());
    }

    assertThat(desk.run("logout").code()).isEqualTo(3);
    assertThat(home.resolve(".config/lifeboot/cli.properties")).doesNotExist();
  }

  @Test
  void theSavedTokenIsNeverSentToAnotherManager() throws IOException {
    try (FakeManager manager = loginWorld();
        FakeManager other = FakeManager.withServer()) {
      Desk desk = Desk.loggedOut(home).with(new Person(80, "admin", "s3cret"));
      desk.run("login", manager.url());

      Outcome outcome = desk.with("LIFEBOOT_URL", other.url()).run("server", "list");

      assertThat(outcome.code()).isEqualTo(4);
      assertThat(outcome.err()).contains("not logged in to " + other.url());
      assertThat(other.requestLines()).isEmpty();
    }
  }

  private static FakeManager loginWorld() throws IOException {
    return FakeManager.withServer()
        .says(LOG_IN, 201, "{\"token\":\"a-new-token-0123456789\"}")
        .says(LOG_OUT, 204, "")
        .replace("GET /api/v1/servers", "{\"servers\":[" + Documents.SERVER + "]}");
  }
}
