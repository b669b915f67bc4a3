package org.lifeboot.agent.stack;

import java.util.Optional;

/// Where the passphrases of locked volumes come from.
@FunctionalInterface
public interface Passphrases {

  /// The one of a LUKS header; empty to leave it locked. Asked once for each header and survey.
  ///
  /// @param locked what it stands on, as [Layer#device] names it
  Optional<String> of(String uuid, String locked);

  static Passphrases none() {
    return (_, _) -> Optional.empty();
  }
}
