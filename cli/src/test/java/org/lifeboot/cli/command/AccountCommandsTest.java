package org.lifeboot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.lifeboot.cli.Desk;
import org.lifeboot.cli.Desk.Outcome;
import org.lifeboot.cli.FakeManager;
import org.lifeboot.cli.Person;

class AccountCommandsTest {

  private static FakeManager manager() throws IOException {
    return FakeManager.empty()
        .says(
            "GET /api/v1/accounts",
            200,
            "{\"accounts\":[{\"name\":\"tess\",\"role\":\"technician\","
                + "\"createdAt\":\"2026-11-22T18:00:00Z\"}]}")
        .says(
            "POST /api/v1/accounts",
            201,
            "{\"name\":\"otto\",\"role\":\"operator\",\"password\":\"k3eP-m3\"}")
        .says("DELETE /api/v1/accounts/tess", 204, "")
        .says("PUT /api/v1/account/password", 204, "");
  }

  @Test
  void accountsAreListedWithTheirRole() throws IOException {
    try (FakeManager manager = manager()) {
      assertThat(Desk.at(manager).run("account", "list").out()).contains("tess", "technician");
    }
  }

  @Test
  void aNewAccountsPasswordIsShown() throws IOException {
    try (FakeManager manager = manager()) {
      Outcome outcome = Desk.at(manager).run("account", "add", "otto", "--role", "operator");

      assertThat(outcome.out())
          .isEqualTo("Account otto (operator) is made.\nPassword, shown this once: k3eP-m3\n");
      assertThat(manager.request("POST /api/v1/accounts").body())
          .isEqualTo("{\"name\":\"otto\",\"role\":\"operator\"}");
    }
  }

  @Test
  void anAccountIsRemovedWithAYesOnly() throws IOException {
    try (FakeManager manager = manager()) {
      assertThat(Desk.at(manager).run("account", "remove", "tess").code()).isEqualTo(2);
      assertThat(manager.requestLines()).isEmpty();
      assertThat(Desk.at(manager).run("account", "remove", "tess", "--yes").out())
          .isEqualTo("Account tess is removed.\n");
    }
  }

  @Test
  void theOwnPasswordIsChangedAndTheTokensEndUnlessKept() throws IOException {
    try (FakeManager manager = manager()) {
      Desk desk = Desk.at(manager).with(new Person(80, "", "correct horse"));

      assertThat(desk.run("account", "password").out()).contains("log in again");
      assertThat(manager.request("PUT /api/v1/account/password").body())
          .isEqualTo(
              "{\"current\":\"correct horse\",\"password\":\"correct horse\",\"endTokens\":true}");
      assertThat(desk.run("account", "password", "--keep-tokens").out())
          .isEqualTo("Your password is changed.\n");
      assertThat(Desk.at(manager).run("account", "password").code()).isEqualTo(2);
    }
  }

  @Test
  void aRoleThatIsNoneIsWrongUse() throws IOException {
    try (FakeManager manager = manager()) {
      assertThat(Desk.at(manager).run("account", "add", "x", "--role", "king").code()).isEqualTo(2);
    }
  }
}
