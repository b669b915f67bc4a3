package org.lifeboot.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Login;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.ManagerAddress;
import org.lifeboot.cli.failure.NotLoggedIn;
import org.lifeboot.cli.failure.Refused;
import org.lifeboot.cli.failure.WrongUse;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.login.SavedLogin;
import org.lifeboot.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "login",
    description = {
      "Log in to a Manager.",
      "",
      "Asks for name and password, and keeps the address and a token (never the password) in"
          + " $XDG_CONFIG_HOME/lifeboot/cli.properties, readable by you only. Scripts may set"
          + " LIFEBOOT_URL and LIFEBOOT_TOKEN instead."
    },
    footer = {
      "Examples:",
      "  lifeboot login http://127.0.0.1:8080 --user admin",
      "  lifeboot login https://rescue.example.org --user ann --password-stdin < password-file"
    })
final class LoginCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(paramLabel = "URL", description = "Address of the Manager.")
  private String url = "";

  @Option(names = "--user", paramLabel = "NAME", description = "Name of the account.")
  private String user = "";

  @Option(
      names = "--password-stdin",
      description = "Read the password from the first line of standard input.")
  private boolean passwordStdin;

  @Mixin private JsonOption json = new JsonOption();

  LoginCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    ManagerAddress address = new ManagerAddress(url);
    if (address.readableOnTheWay()) {
      around.say(
          "lifeboot: warning: "
              + address.text()
              + " is not encrypted; the password can be read on the way");
    }
    String name = user.isEmpty() ? askForName() : user;
    Answer<Login.Token> answer = logIn(address, new Login(name, password(name)));
    SavedLogin saved = SavedLogin.in(around);
    saved.write(new Credential(address, answer.value().token()));
    if (json.wanted()) {
      around.printDocument(answer.document());
      return 0;
    }
    around.print("Logged in to " + address.text() + " as " + name + ".");
    around.print("The token is kept in " + saved.file() + "; end with: lifeboot logout");
    return 0;
  }

  /// A wrong password is a refusal like any other: telling to log in would be of no help.
  private static Answer<Login.Token> logIn(ManagerAddress address, Login login) {
    try {
      return new Manager(address, Optional.empty()).logIn(login);
    } catch (NotLoggedIn e) {
      throw new Refused(e.message(), "unauthenticated", e.document().orElse(""));
    }
  }

  private String askForName() {
    return around
        .terminal()
        .ask("Name: ")
        .filter(name -> !name.isBlank())
        .orElseThrow(() -> new WrongUse("no account given; use --user NAME"))
        .strip();
  }

  private String password(String name) {
    Optional<String> password =
        passwordStdin ? firstLine() : around.terminal().askSecretly("Password of " + name + ": ");
    return password
        .filter(text -> !text.isEmpty())
        .orElseThrow(
            () ->
                new WrongUse(
                    passwordStdin
                        ? "standard input holds no password"
                        : "no password given; without a terminal to ask on use --password-stdin"));
  }

  private Optional<String> firstLine() {
    try {
      return Optional.ofNullable(
          new BufferedReader(new InputStreamReader(around.in(), StandardCharsets.UTF_8))
              .readLine());
    } catch (IOException e) {
      throw new UncheckedIOException("reading the password from standard input", e);
    }
  }
}
