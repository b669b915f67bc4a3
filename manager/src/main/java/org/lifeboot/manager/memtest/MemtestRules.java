package org.lifeboot.manager.memtest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.lifeboot.manager.memtest.MemtestEvent.BootAsked;
import org.lifeboot.manager.memtest.MemtestEvent.ChosenAnew;
import org.lifeboot.manager.memtest.MemtestEvent.DeadlinePassed;
import org.lifeboot.manager.memtest.MemtestEvent.Fetched;
import org.lifeboot.manager.memtest.MemtestEvent.RebootAnswered;
import org.lifeboot.manager.memtest.MemtestEvent.RebootAsked;
import org.lifeboot.manager.memtest.MemtestState.Booting;
import org.lifeboot.manager.memtest.MemtestState.Chosen;
import org.lifeboot.manager.memtest.MemtestState.Ended;
import org.lifeboot.manager.memtest.MemtestState.Expired;
import org.lifeboot.manager.memtest.MemtestState.Failed;
import org.lifeboot.manager.memtest.MemtestState.Sending;
import org.lifeboot.manager.memtest.MemtestState.Sent;
import org.lifeboot.manager.netboot.BootClient;
import org.lifeboot.manager.netboot.Fetch;

/// The life of a choice of Memtest86+, as one pure function.
///
/// @param choice from the choice to the first boot (invariant 2: one shot, and it expires)
/// @param boot from the first boot to the last byte of Memtest86+
public record MemtestRules(Duration choice, Duration boot) {

  /// How often a server may ask for the boot without fetching anything.
  static final int MOST_BOOTS = 5;

  /// How long after a broken transfer the server may begin it again. GRUB reads the beginning of a
  /// file, breaks off, and reads all of it.
  private static final Duration AGAIN = Duration.ofMinutes(1);

  /// How it begins.
  MemtestStep begin(String by, Instant now) {
    Instant expiresAt = now.plus(choice);
    return MemtestStep.to(new Chosen(expiresAt))
        .tell("chosen", "Memtest86+ was chosen; waiting for the boot", by)
        .wakeAt(expiresAt);
  }

  /// What an event makes of a state. The same arguments give the same answer.
  public MemtestStep step(MemtestState state, MemtestEvent event, Instant now) {
    return switch (state) {
      case Chosen chosen -> chosen(chosen, event, now);
      case Booting booting -> booting(booting, event, now);
      case Sending sending -> sending(sending, event, now);
      case Sent sent -> sent(sent, event, now);
      case Ended _, Failed _, Expired _ -> over(state, event);
    };
  }

  private MemtestStep chosen(Chosen state, MemtestEvent event, Instant now) {
    return switch (event) {
      case ChosenAnew anew -> replaced(anew, Instant.EPOCH, now);
      case RebootAsked asked -> asked(state, asked);
      case RebootAnswered answered -> answered(state, answered);
      case BootAsked _ when !now.isBefore(state.expiresAt()) -> expired(now);
      case BootAsked(String bootSha256, BootClient client) -> {
        Instant deadline = now.plus(boot);
        yield seen(new Booting(1, bootSha256, deadline), client).wakeAt(deadline);
      }
      case Fetched _ -> MemtestStep.refuse(state);
      case DeadlinePassed _ ->
          now.isBefore(state.expiresAt()) ? MemtestStep.to(state) : expired(now);
    };
  }

  private static MemtestStep booting(Booting state, MemtestEvent event, Instant now) {
    return switch (event) {
      case ChosenAnew anew -> replaced(anew, Instant.EPOCH, now);
      case RebootAsked asked -> asked(state, asked);
      case RebootAnswered answered -> answered(state, answered);
      case BootAsked _ when !now.isBefore(state.deadline()) -> failed(now, NOT_FETCHED);
      case BootAsked _ when state.number() >= MOST_BOOTS ->
          failed(now, "the server began to boot too often");
      case BootAsked(String bootSha256, BootClient client) ->
          seen(new Booting(state.number() + 1, bootSha256, state.deadline()), client);
      case Fetched(String bootSha256, Fetch.Started(long sizeBytes))
          when bootSha256.equals(state.bootSha256()) ->
          MemtestStep.to(new Sending(bootSha256, state.deadline()))
              .tell(
                  "memtest",
                  "The server fetches Memtest86+ ("
                      + sizeBytes
                      + " bytes); its netboot is disk again")
              .backToDisk();
      case Fetched _ -> MemtestStep.refuse(state);
      case DeadlinePassed _ ->
          now.isBefore(state.deadline()) ? MemtestStep.to(state) : failed(now, NOT_FETCHED);
    };
  }

  private static final String NOT_FETCHED = "the server asked for Memtest86+ but did not fetch it";

  private static MemtestStep sending(Sending state, MemtestEvent event, Instant now) {
    return switch (event) {
      case ChosenAnew anew -> replaced(anew, Instant.EPOCH, now);
      case RebootAsked asked -> asked(state, asked);
      case RebootAnswered answered -> answered(state, answered);
      case BootAsked _ -> failed(now, "the server booted again before it had all of Memtest86+");
      case Fetched(String bootSha256, Fetch.Finished _)
          when bootSha256.equals(state.bootSha256()) ->
          MemtestStep.to(new Sent(now))
              .tell("memtest", "Memtest86+ was sent; the server boots its disk at the next boot");
      case Fetched(String bootSha256, Fetch.Broken(long sentBytes, var _))
          when bootSha256.equals(state.bootSha256()) ->
          brokenOff(state, sentBytes, now);
      case Fetched(String bootSha256, Fetch.Started _) when bootSha256.equals(state.bootSha256()) ->
          MemtestStep.to(state);
      case Fetched _ -> MemtestStep.refuse(state);
      case DeadlinePassed _ when now.isBefore(state.deadline()) -> MemtestStep.to(state);
      case DeadlinePassed _ ->
          failed(now, "Memtest86+ was being sent; whether all of it arrived is not known");
    };
  }

  private static MemtestStep brokenOff(Sending state, long sentBytes, Instant now) {
    Instant again = now.plus(AGAIN);
    Instant deadline = again.isBefore(state.deadline()) ? again : state.deadline();
    return MemtestStep.to(new Sending(state.bootSha256(), deadline))
        .tell("memtest", "The connection broke after " + sentBytes + " bytes of Memtest86+")
        .wakeAt(deadline);
  }

  private static MemtestStep sent(Sent state, MemtestEvent event, Instant now) {
    return switch (event) {
      case ChosenAnew anew -> replaced(anew, state.at(), now);
      case RebootAsked asked -> asked(state, asked);
      case RebootAnswered(Instant askedAt, boolean reset, String text)
          when reset && askedAt.isAfter(state.at()) ->
          MemtestStep.to(new Ended(now, "the server was reset", state.at()))
              .tell("power", text)
              .tell("ended", "Memtest86+ is over: the server was reset");
      case RebootAnswered answered -> answered(state, answered);
      case BootAsked _ ->
          MemtestStep.to(new Ended(now, "the server booted again", state.at()))
              .tell("ended", "Memtest86+ is over: the server booted again, from its disk");
      case Fetched _, DeadlinePassed _ -> MemtestStep.to(state);
    };
  }

  private static MemtestStep over(MemtestState state, MemtestEvent event) {
    return switch (event) {
      case Fetched _ -> MemtestStep.refuse(state);
      case RebootAnswered answered -> answered(state, answered);
      case ChosenAnew _, RebootAsked _, BootAsked _, DeadlinePassed _ -> MemtestStep.to(state);
    };
  }

  private static MemtestStep replaced(ChosenAnew anew, Instant sentAt, Instant now) {
    String reason = anew.netboot().text() + " was chosen";
    return MemtestStep.to(new Ended(now, reason, sentAt))
        .tell(
            "ended",
            sentAt.equals(Instant.EPOCH)
                ? "Called off before it was sent: " + reason
                : "No longer followed: " + reason,
            anew.by());
  }

  private static MemtestStep asked(MemtestState state, RebootAsked asked) {
    return MemtestStep.to(state)
        .tell("reboot", "A " + asked.how() + " reboot was asked for", asked.by());
  }

  private static MemtestStep answered(MemtestState state, RebootAnswered answered) {
    return MemtestStep.to(state).tell("power", answered.text());
  }

  private static MemtestStep seen(Booting booting, BootClient client) {
    String machine = String.join(" ", List.of(client.product(), client.serial())).strip();
    return MemtestStep.to(booting)
        .tell(
            "ipxe",
            "The server asked what to boot: memtest"
                + (booting.number() == 1 ? "" : ", boot " + booting.number())
                + (machine.isEmpty() ? "" : " (" + machine + ")"));
  }

  private static MemtestStep failed(Instant now, String reason) {
    return MemtestStep.to(new Failed(now, reason))
        .tell("failed", "Failed: " + reason + "; netboot is disk again")
        .backToDisk();
  }

  private static MemtestStep expired(Instant now) {
    return MemtestStep.to(new Expired(now))
        .tell("expired", "The server did not netboot in time; its netboot is disk again")
        .backToDisk();
  }
}
