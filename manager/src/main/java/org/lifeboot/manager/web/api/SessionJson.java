package org.lifeboot.manager.web.api;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.session.Credentials;
import org.lifeboot.manager.session.Memory;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.SessionState.Active;
import org.lifeboot.manager.session.SessionState.Booting;
import org.lifeboot.manager.session.SessionState.Ended;
import org.lifeboot.manager.session.SessionState.Expired;
import org.lifeboot.manager.session.SessionState.Failed;
import org.lifeboot.manager.session.SessionState.Leaving;
import org.lifeboot.manager.session.SessionState.Lost;
import org.lifeboot.manager.session.SessionState.Requested;
import org.lifeboot.manager.session.TimelineEntry;

/// `Session` of the contract.
@Json
public record SessionJson(
    String id,
    String serverId,
    String serverName,
    String state,
    Instant requestedAt,
    String requestedBy,
    Optional<Instant> expiresAt,
    Optional<Instant> activeAt,
    Optional<Instant> endedAt,
    Optional<String> reason,
    Optional<String> step,
    Optional<CredentialsJson> credentials,
    Optional<MemoryJson> memory,
    Optional<Instant> lastSeenAt,
    List<EntryJson> timeline) {

  static SessionJson of(Session session) {
    var told = Told.of(session);
    return new SessionJson(
        session.id().text(),
        session.serverId().text(),
        session.serverName(),
        session.state().text(),
        session.requestedAt(),
        session.requestedBy(),
        told.expiresAt,
        told.activeAt,
        told.endedAt,
        told.reason.filter(text -> !text.isEmpty()),
        told.step.filter(text -> !text.isEmpty()),
        session.credentials().map(CredentialsJson::of),
        session.memory().map(MemoryJson::of),
        session.lastSeenAt(),
        session.timeline().stream().map(EntryJson::of).toList());
  }

  /// What only some states have.
  private record Told(
      Optional<Instant> expiresAt,
      Optional<Instant> activeAt,
      Optional<Instant> endedAt,
      Optional<String> reason,
      Optional<String> step) {

    static Told of(Session session) {
      return switch (session.state()) {
        case Requested(var expiresAt, var _) -> NOTHING.expiring(expiresAt);
        case Booting(_, var step, var deadline) -> NOTHING.expiring(deadline).at(step);
        case Active(var rescued, var _) -> NOTHING.active(rescued.activeAt());
        case Leaving(var rescued, _, var reason) -> NOTHING.active(rescued.activeAt()).over(reason);
        case Lost(var rescued, _) -> NOTHING.active(rescued.activeAt());
        case Ended(var at, var reason, var activeAt, _) ->
            NOTHING.active(activeAt).ended(at).over(reason);
        case Failed(var at, var step, var reason, _) -> NOTHING.ended(at).over(reason).at(step);
        case Expired(var at) -> NOTHING.ended(at);
      };
    }

    private static final Told NOTHING =
        new Told(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private Told expiring(Instant at) {
      return new Told(Optional.of(at), activeAt, endedAt, reason, step);
    }

    private Told active(Instant at) {
      Optional<Instant> known = at.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(at);
      return new Told(expiresAt, known, endedAt, reason, step);
    }

    private Told ended(Instant at) {
      return new Told(expiresAt, activeAt, Optional.of(at), reason, step);
    }

    private Told over(String why) {
      return new Told(expiresAt, activeAt, endedAt, Optional.of(why), step);
    }

    private Told at(String word) {
      return new Told(expiresAt, activeAt, endedAt, reason, Optional.of(word));
    }
  }

  /// `Entry` of the contract.
  @Json
  public record EntryJson(long number, Instant at, String step, String text, Optional<String> by) {
    static EntryJson of(TimelineEntry entry) {
      return new EntryJson(entry.number(), entry.at(), entry.step(), entry.text(), entry.by());
    }
  }

  /// `Timeline` of the contract.
  @Json
  public record TimelineJson(String state, List<EntryJson> timeline) {}

  /// `Credentials` of the contract.
  @Json
  public record CredentialsJson(
      String user,
      String sshHost,
      int sshPort,
      List<String> fingerprints,
      List<String> knownHosts,
      boolean sshReady,
      String page,
      boolean hasPassword) {
    static CredentialsJson of(Credentials credentials) {
      return new CredentialsJson(
          Credentials.USER,
          credentials.ssh().host(),
          credentials.ssh().port(),
          credentials.fingerprints(),
          credentials.knownHosts(),
          credentials.sshReady(),
          credentials.page(),
          credentials.hasPassword());
    }
  }

  /// `Memory` of the contract.
  @Json
  public record MemoryJson(long totalBytes, long usedBytes) {
    static MemoryJson of(Memory memory) {
      return new MemoryJson(memory.totalBytes(), memory.usedBytes());
    }
  }
}
