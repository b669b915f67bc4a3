package org.lifeboot.manager.session;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a rescue session stands. Each record holds only what is true in that state; secrets stand
/// in it as SHA-256 only. Stored as JSON.
@Json(typeProperty = "state")
@Json.SubType(type = SessionState.Requested.class, name = "requested")
@Json.SubType(type = SessionState.Booting.class, name = "booting")
@Json.SubType(type = SessionState.Active.class, name = "active")
@Json.SubType(type = SessionState.Leaving.class, name = "leaving")
@Json.SubType(type = SessionState.Lost.class, name = "lost")
@Json.SubType(type = SessionState.Ended.class, name = "ended")
@Json.SubType(type = SessionState.Failed.class, name = "failed")
@Json.SubType(type = SessionState.Expired.class, name = "expired")
public sealed interface SessionState {

  /// Waiting for the server's boot.
  ///
  /// @param expiresAt then the choice falls back to disk
  /// @param ladder the ways of getting it there that are being tried; none in what older Managers
  ///   stored
  record Requested(Instant expiresAt, Ladder ladder) implements SessionState {
    public Requested(Instant expiresAt, @Nullable Ladder ladder) {
      this.expiresAt = expiresAt;
      this.ladder = ladder == null ? Ladder.NONE : ladder;
    }

    public Requested(Instant expiresAt) {
      this(expiresAt, Ladder.NONE);
    }
  }

  /// iPXE has asked; the rescue system is on its way.
  ///
  /// @param attempt the boot that counts; earlier ones are void
  /// @param step the last step seen, a word of [Steps]
  /// @param deadline then it has failed
  record Booting(BootAttempt attempt, String step, Instant deadline) implements SessionState {}

  /// The rescue system has proven itself by its one-time token.
  ///
  /// @param doubt whether the server has rebooted meanwhile; none in what older Managers stored
  record Active(Rescued rescued, Doubt doubt) implements SessionState {
    public Active(Rescued rescued, @Nullable Doubt doubt) {
      this.rescued = rescued;
      this.doubt = doubt == null ? Doubt.NONE : doubt;
    }

    public Active(Rescued rescued) {
      this(rescued, Doubt.NONE);
    }
  }

  /// On the way back to disk: credentials live on until the server reboots.
  record Leaving(Rescued rescued, Instant since, String reason) implements SessionState {}

  /// The Agent is silent. It may come back.
  record Lost(Rescued rescued, Instant since) implements SessionState {}

  /// Over, as asked.
  ///
  /// @param activeAt when it was proven; [Instant#EPOCH] if never
  record Ended(Instant at, String reason, Instant activeAt, Tokens tokens)
      implements SessionState {}

  /// Over: the rescue system did not come up.
  ///
  /// @param step the last step seen
  record Failed(Instant at, String step, String reason, Tokens tokens) implements SessionState {}

  /// Over: the server did not netboot in time.
  record Expired(Instant at) implements SessionState {}

  /// Not over yet.
  default boolean live() {
    return switch (this) {
      case Requested _, Booting _, Active _, Leaving _, Lost _ -> true;
      case Ended _, Failed _, Expired _ -> false;
    };
  }

  /// The stable name in the API and the store.
  default String text() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /// The one-time tokens of a session.
  ///
  /// @param currentSha256 of the boot that counts; empty until its session file was taken
  /// @param voidSha256 of earlier boots
  record Tokens(String currentSha256, List<String> voidSha256) {

    static final Tokens NONE = new Tokens("", List.of());

    public Tokens {
      voidSha256 = List.copyOf(voidSha256);
    }
  }

  /// One try to boot the rescue system.
  ///
  /// @param number 1, 2, …
  /// @param bootSha256 of the boot id
  /// @param machine what the machine that boots says of itself, or empty; empty in what older
  ///   Managers stored
  record BootAttempt(int number, String bootSha256, Tokens tokens, String machine) {
    public BootAttempt(int number, String bootSha256, Tokens tokens, @Nullable String machine) {
      this.number = number;
      this.bootSha256 = bootSha256;
      this.tokens = tokens;
      this.machine = machine == null ? "" : machine;
    }

    BootAttempt with(Tokens others) {
      return new BootAttempt(number, bootSha256, others, machine);
    }
  }

  /// What is known of a rescue system that has proven itself.
  ///
  /// @param linuxBootId `/proc/sys/kernel/random/boot_id`
  /// @param hostKeys of its sshd, `type base64`
  /// @param addresses its global addresses, IPv4 first
  /// @param login who may log in
  record Rescued(
      Instant activeAt,
      Tokens tokens,
      String agentKeySha256,
      String linuxBootId,
      List<String> hostKeys,
      List<String> addresses,
      Login login) {
    public Rescued {
      hostKeys = List.copyOf(hostKeys);
      addresses = List.copyOf(addresses);
    }

    Rescued with(Login newLogin) {
      return new Rescued(
          activeAt, tokens, agentKeySha256, linuxBootId, hostKeys, addresses, newLogin);
    }
  }

  /// Who may log in as root.
  ///
  /// @param version grows with each new password
  /// @param appliedVersion the newest version that the Agent says is in place; 0 for none
  /// @param passwordHash crypt(5), or empty: SSH keys only
  record Login(int version, int appliedVersion, String passwordHash) {}
}
