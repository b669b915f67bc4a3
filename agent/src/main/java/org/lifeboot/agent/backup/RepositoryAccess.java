package org.lifeboot.agent.backup;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What opens a repository.
///
/// @param repository as restic(1) names it
/// @param password opens it
/// @param environment credentials of object stores
public record RepositoryAccess(
    String repository, String password, Map<String, String> environment) {

  private static final Set<String> PASSED_ON = Set.of("SSH_AUTH_SOCK", "TERM");

  public RepositoryAccess {
    if (password.isBlank() || password.contains("\n")) {
      throw new IllegalArgumentException("A repository needs a password of one line.");
    }
    environment =
        environment.entrySet().stream()
            .filter(entry -> isPassedOn(entry.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static boolean isPassedOn(String name) {
    return name.startsWith("AWS_") || PASSED_ON.contains(name);
  }

  Restic restic() {
    return new Restic(repository, password, environment);
  }

  /// Without the secrets.
  @Override
  public String toString() {
    return repository;
  }
}
