package org.lifeboot.manager.web.api;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.memtest.Heard;
import org.lifeboot.manager.memtest.Memtest;
import org.lifeboot.manager.memtest.MemtestState.Booting;
import org.lifeboot.manager.memtest.MemtestState.Chosen;
import org.lifeboot.manager.memtest.MemtestState.Ended;
import org.lifeboot.manager.memtest.MemtestState.Expired;
import org.lifeboot.manager.memtest.MemtestState.Failed;
import org.lifeboot.manager.memtest.MemtestState.Sending;
import org.lifeboot.manager.memtest.MemtestState.Sent;

/// `Memtest` of the contract.
@Json
public record MemtestJson(
    String state,
    Instant chosenAt,
    String chosenBy,
    Optional<Instant> expiresAt,
    Optional<Instant> sentAt,
    Optional<Instant> endedAt,
    Optional<String> reason,
    Optional<HeardJson> heard,
    List<SessionJson.EntryJson> timeline) {

  /// `MemtestHeard` of the contract.
  @Json
  public record HeardJson(
      String verdict,
      String text,
      Optional<Instant> at,
      Optional<String> version,
      int passes,
      int passPercent,
      Optional<Integer> test,
      int testPercent,
      long errors,
      long correctedErrors,
      Optional<String> address,
      Optional<String> trouble) {

    static HeardJson of(Heard heard) {
      return new HeardJson(
          heard.verdict(),
          heard.text(),
          Optional.of(heard.at()).filter(_ -> heard.ever()),
          some(heard.version()),
          heard.passes(),
          heard.passPercent(),
          Optional.of(heard.test()).filter(test -> test >= 0),
          heard.testPercent(),
          heard.errors(),
          heard.corrected(),
          some(heard.address()).map(address -> "0x" + address),
          some(heard.trouble()));
    }

    private static Optional<String> some(String text) {
      return Optional.of(text).filter(it -> !it.isEmpty());
    }
  }

  static MemtestJson of(Memtest memtest) {
    var told = Told.of(memtest);
    return new MemtestJson(
        memtest.state().text(),
        memtest.chosenAt(),
        memtest.chosenBy(),
        told.expiresAt,
        told.sentAt.filter(at -> !at.equals(Instant.EPOCH)),
        told.endedAt,
        told.reason,
        memtest.heard().map(HeardJson::of),
        memtest.timeline().stream().map(MemtestJson::entry).toList());
  }

  /// What only some states have.
  private record Told(
      Optional<Instant> expiresAt,
      Optional<Instant> sentAt,
      Optional<Instant> endedAt,
      Optional<String> reason) {

    static Told of(Memtest memtest) {
      return switch (memtest.state()) {
        case Chosen(var expiresAt) -> until(expiresAt);
        case Booting(_, _, var deadline) -> until(deadline);
        case Sending(_, var deadline) -> until(deadline);
        case Sent(var at) ->
            new Told(Optional.empty(), Optional.of(at), Optional.empty(), Optional.empty());
        case Ended(var at, var reason, var sentAt) ->
            new Told(Optional.empty(), Optional.of(sentAt), Optional.of(at), Optional.of(reason));
        case Failed(var at, var reason) -> over(at, reason);
        case Expired(var at) -> over(at, "the server did not netboot in time");
      };
    }

    private static Told until(Instant at) {
      return new Told(Optional.of(at), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Told over(Instant at, String reason) {
      return new Told(Optional.empty(), Optional.empty(), Optional.of(at), Optional.of(reason));
    }
  }

  private static SessionJson.EntryJson entry(Memtest.Line line) {
    return new SessionJson.EntryJson(line.number(), line.at(), line.step(), line.text(), line.by());
  }
}
