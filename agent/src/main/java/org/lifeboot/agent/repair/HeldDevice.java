package org.lifeboot.agent.repair;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.check.filesystem.Stand;
import org.lifeboot.agent.claim.Claim;
import org.lifeboot.agent.claim.ClaimAnswer;
import org.lifeboot.agent.claim.Claims;

/// A block device under a claim that may be written: the kernel refuses it to everybody else.
record HeldDevice(Claims claims, Claim claim) implements Patient {

  @Override
  public Path path() {
    return claim.path();
  }

  @Override
  public Rehearsing rehearsing(CheckWatch watch) {
    watch.step("", "taking a snapshot of it in RAM");
    return switch (claims.rehearse(claim, "rehearsed repair")) {
      case ClaimAnswer.Granted(Claim snapshot) ->
          new Rehearsing(
              new Stand.Answer.Ready(
                  new Stand(snapshot.path(), snapshot::trouble, snapshot::close)),
              _ -> sorted(snapshot));
      case ClaimAnswer.Refused(String holder) -> refused(holder);
      case ClaimAnswer.Failed(String reason) -> refused(reason);
    };
  }

  private static List<Long> sorted(Claim snapshot) throws IOException {
    return snapshot.changed().stream().sorted().toList();
  }

  private static Rehearsing refused(String reason) {
    return new Rehearsing(new Stand.Answer.NotReady(reason), _ -> List.of());
  }

  /// Nobody else can have touched it.
  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  public void close() {
    claim.close();
  }
}
