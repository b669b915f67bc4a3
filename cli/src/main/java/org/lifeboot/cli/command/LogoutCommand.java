package org.lifeboot.cli.command;

import java.util.concurrent.Callable;
import org.lifeboot.cli.failure.NotLoggedIn;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.login.SavedLogin;
import org.lifeboot.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "logout",
    description = {
      "Log out: the Manager forgets the token, and so does this machine.",
      "",
      "The token is deleted here even when the Manager cannot be told; it stays good there then, until"
          + " it is revoked."
    },
    footer = {"Example:", "  lifeboot logout"})
final class LogoutCommand implements Callable<Integer> {

  private final Surroundings around;

  @Mixin private JsonOption json = new JsonOption();

  LogoutCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    try {
      Credential.open(around).logOut();
    } catch (NotLoggedIn _) {
      // no token, or a dead one: that is what was wanted
    } finally {
      SavedLogin.in(around).delete();
    }
    if (json.wanted()) {
      around.printDocument("");
      return 0;
    }
    around.print("Logged out.");
    return 0;
  }
}
