package org.lifeboot.cli.login;

import java.util.Optional;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.ManagerAddress;
import org.lifeboot.cli.failure.NotLoggedIn;
import org.lifeboot.cli.terminal.Surroundings;

/// A Manager and the token that it takes from this person.
public record Credential(ManagerAddress manager, String token) {

  /// The Manager that this person is logged in to.
  ///
  /// `LIFEBOOT_URL` and `LIFEBOOT_TOKEN` win over the saved log-in. The saved token is sent to the
  /// Manager it came from and to no other: with another `LIFEBOOT_URL` it is left out.
  public static Manager open(Surroundings around) {
    Credential credential = find(around);
    return new Manager(credential.manager(), Optional.of(credential.token()));
  }

  private static Credential find(Surroundings around) {
    Optional<ManagerAddress> named = around.variable("LIFEBOOT_URL").map(ManagerAddress::new);
    Optional<String> given = around.variable("LIFEBOOT_TOKEN");
    if (named.isPresent() && given.isPresent()) {
      return new Credential(named.get(), given.get());
    }
    Optional<Credential> saved =
        SavedLogin.in(around)
            .read()
            .filter(kept -> named.isEmpty() || named.get().equals(kept.manager()));
    if (saved.isEmpty()) {
      throw new NotLoggedIn(
          "not logged in" + named.map(address -> " to " + address.text()).orElse(""));
    }
    return given.map(token -> new Credential(saved.get().manager(), token)).orElse(saved.get());
  }

  @Override
  public String toString() {
    return "Credential[manager=" + manager.text() + "]";
  }
}
