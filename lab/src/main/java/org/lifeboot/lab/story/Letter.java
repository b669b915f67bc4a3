package org.lifeboot.lab.story;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What an owner takes from the mail: only what is written there, found as a person would find it.
///
/// @param text the mail's text
/// @param link to the rescue page
/// @param password the temporary one
/// @param fingerprints of the rescue system's host keys
/// @param knownHosts lines ready for a known_hosts file
public record Letter(
    String text, String link, String password, List<String> fingerprints, List<String> knownHosts) {

  private static final Pattern LINK = Pattern.compile("https?://\\S+/rescue/[A-Za-z0-9-]+");
  private static final Pattern PASSWORD =
      Pattern.compile("(?im)^\\W*(?:temporary )?password\\W*\\s+([A-Za-z0-9-]{16,})\\s*$");
  private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");
  private static final Pattern KNOWN_HOSTS =
      Pattern.compile("(?m)^\\s*(\\S+ (?:ssh|ecdsa)-[a-z0-9-]+ AAAA[A-Za-z0-9+/=]+)\\s*$");

  public Letter {
    fingerprints = List.copyOf(fingerprints);
    knownHosts = List.copyOf(knownHosts);
  }

  /// Where to log in.
  public record SshDoor(String host, int port) {}

  /// The host and port that the first known_hosts line stands for: `host` or `[host]:port`
  /// (sshd(8)).
  public SshDoor sshDoor() {
    var names = knownHosts.getFirst().split("[ ,]", 2)[0];
    var bracket = names.lastIndexOf("]:");
    return names.startsWith("[") && bracket > 0
        ? new SshDoor(names.substring(1, bracket), Integer.parseInt(names.substring(bracket + 2)))
        : new SshDoor(names, 22);
  }

  /// The letter in a mail's text, or empty when something that an owner needs is not in it.
  public static Optional<Letter> in(String text) {
    var link = LINK.matcher(text);
    var password = PASSWORD.matcher(text);
    if (!link.find() || !password.find()) {
      return Optional.empty();
    }
    var letter =
        new Letter(
            text,
            link.group(),
            password.group(1),
            FINGERPRINT.matcher(text).results().map(MatchResult::group).toList(),
            KNOWN_HOSTS.matcher(text).results().map(found -> found.group(1)).toList());
    return letter.fingerprints.isEmpty() || letter.knownHosts.isEmpty()
        ? Optional.empty()
        : Optional.of(letter);
  }
}
