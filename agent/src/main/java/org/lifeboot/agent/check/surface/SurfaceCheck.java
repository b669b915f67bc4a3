package org.lifeboot.agent.check.surface;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.lifeboot.agent.check.Check;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.claim.Claim;
import org.lifeboot.agent.claim.ClaimAnswer;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.linux.DirectFile;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.Verdict;

/// The surface scan of one device, held while it is read, or of one image file.
public final class SurfaceCheck implements Check {

  /// While one request is answered the next one is there already.
  static final int READERS = 2;

  private final CheckOrder.Surface order;
  private final Claims claims;

  public SurfaceCheck(CheckOrder.Surface order, Claims claims) {
    this.order = order;
    this.claims = claims;
  }

  @Override
  public CheckReport run(CheckWatch watch) throws InterruptedException {
    watch.step(order.target(), "opening it");
    String name = HostileText.line(order.target());
    try {
      Path path = Path.of(order.target());
      if (Files.isRegularFile(path)) {
        return scan(path, watch);
      }
      return DirectFile.isDevice(path)
          ? held(watch)
          : unknown(name + " is neither a block device nor a file.");
    } catch (IOException | InvalidPathException _) {
      return unknown("There is no " + name + ".");
    }
  }

  private CheckReport held(CheckWatch watch) throws InterruptedException {
    return switch (claims.hold(order.target(), "surface scan")) {
      case ClaimAnswer.Refused(String holder) -> unknown(HostileText.line(holder, 600));
      case ClaimAnswer.Failed(String reason) ->
          unknown("It could not be held: " + HostileText.line(reason, 600));
      case ClaimAnswer.Granted(Claim claim) -> {
        try (claim) {
          yield scan(claim.path(), watch);
        }
      }
    };
  }

  private CheckReport unknown(String reason) {
    return CheckReport.of(order, Verdict.INCONCLUSIVE, reason);
  }

  private CheckReport scan(Path path, CheckWatch watch) throws InterruptedException {
    try (DirectFile file = DirectFile.open(path)) {
      return scan(new DirectMedium(file), file.direct(), watch);
    } catch (NoSuchFileException _) {
      return unknown("There is no " + path + " any more.");
    } catch (IOException e) {
      return unknown("It could not be read: " + HostileText.line(String.valueOf(e.getMessage())));
    }
  }

  /// Scans a medium; what cannot be scanned is inconclusive.
  CheckReport scan(Medium medium, boolean direct, CheckWatch watch) throws InterruptedException {
    int sector = medium.sectorBytes();
    if (medium.sizeBytes() <= 0) {
      return unknown("It is empty: there is nothing to read.");
    }
    if (order.fromBytes() >= medium.sizeBytes()) {
      return unknown("It ends before byte " + order.fromBytes() + ": there is nothing to read.");
    }
    if (sector <= 0 || sector > Scan.REQUEST_BYTES || Scan.REQUEST_BYTES % sector != 0) {
      return unknown("Its sectors of " + sector + " bytes are not supported.");
    }
    var range = new Extent(order.fromBytes() / sector * sector, medium.sizeBytes());
    return scan(new Surface(medium, direct, range), watch);
  }

  private CheckReport scan(Surface surface, CheckWatch watch) throws InterruptedException {
    var news = new ScanNews(watch, order.target(), surface.range());
    news.begin();
    Scan.Ended ended;
    try {
      ended =
          new Scan(surface.medium(), Patience.USUAL, READERS).run(List.of(surface.range()), news);
    } finally {
      news.tellMap();
    }
    List<ScanLog.Slow> again = List.of();
    if (!ended.result().slow().isEmpty() && ended.result().end().isEmpty()) {
      again = lookAgain(surface.medium(), ended.result().slow(), watch);
    }
    CheckReport report = new SurfaceReport(order, surface, ended, again).report();
    tellStretches(ended, surface.medium().sectorBytes(), watch);
    return report;
  }

  /// What was slow is read once more when other reads have pushed it out of the drive's own memory:
  /// a busy moment does not come twice in the same place.
  private List<ScanLog.Slow> lookAgain(Medium medium, List<ScanLog.Slow> slow, CheckWatch watch)
      throws InterruptedException {
    watch.step(order.target(), "reading again what was slow");
    List<Extent> stretches = slow.stream().map(ScanLog.Slow::request).toList();
    return new Scan(medium, Patience.USUAL, 1).run(stretches, _ -> {}).result().slow();
  }

  private static void tellStretches(Scan.Ended ended, int sectorBytes, CheckWatch watch) {
    if (ended.result().damaged()) {
      watch.evidence(
          "unreadable sectors",
          ended.result().unreadable().stream()
              .map(stretch -> SurfaceReport.sectors(stretch, sectorBytes) + "\n")
              .collect(Collectors.joining()));
    }
  }
}
