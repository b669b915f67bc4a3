package org.lifeboot.agent.check.filesystem;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.lifeboot.agent.check.Check;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.check.GravestFirst;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.layout.Blkid;
import org.lifeboot.agent.layout.Signature;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// Rehearses the repair of one file system, and judges it by what the repair did.
public final class FilesystemCheck implements Check {

  /// The longest that one tool may take: a full 20 TB ext4 on a slow disk takes some hours.
  static final Duration TOOL_LIMIT = Duration.ofHours(8);

  /// Of ext file systems at 1 KiB, of XFS at the beginning.
  private static final int SUPERBLOCK_BYTES = 4096;

  private final CheckOrder.Filesystem order;
  private final Tools tools;
  private final Stands stands;

  public FilesystemCheck(CheckOrder.Filesystem order, Tools tools, Claims claims) {
    this(order, tools, new Stands(tools, claims));
  }

  public FilesystemCheck(CheckOrder.Filesystem order, Tools tools, Stands stands) {
    this.order = order;
    this.tools = tools;
    this.stands = stands;
  }

  @Override
  public CheckReport run(CheckWatch watch) throws InterruptedException {
    Optional<DiskImage> disk = DiskImage.at(order.target(), tools);
    return disk.isPresent() ? disk.get().check(order, stands, watch) : alone(watch);
  }

  private CheckReport alone(CheckWatch watch) throws InterruptedException {
    return switch (stands.of(order.target(), watch)) {
      case Stand.Answer.NotReady(String reason) ->
          CheckReport.of(order, Verdict.INCONCLUSIVE, reason);
      case Stand.Answer.Ready(Stand stand) -> {
        try (stand) {
          yield on(stand, watch, Optional.empty());
        }
      }
    };
  }

  /// The rehearsal alone, on a stand that is there: the check, and what a repair begins with.
  ///
  /// @param undo where e2fsck saves what it overwrites, when it is wanted
  public CheckReport on(Stand stand, CheckWatch watch, Optional<Path> undo)
      throws InterruptedException {
    byte[] superblock = superblock(stand.path());
    Rehearsed rehearsed =
        rehearse(new Stage(tools, watch, stand.path(), undo))
            .naming(stand.path().toString(), order.target());
    Rehearsed held = stand.trouble().get().map(Rehearsed::unknown).orElse(rehearsed);
    return new Plan(stand.path(), superblock).offered(report(held), held.way());
  }

  private static byte[] superblock(Path path) {
    try (var bytes = new Bytes(path)) {
      return bytes.at(0, SUPERBLOCK_BYTES);
    } catch (IOException _) {
      return new byte[0]; // the rehearsal says so
    }
  }

  private static Rehearsed rehearse(Stage stage) throws InterruptedException {
    Outcome probed =
        stage.run("finding out which file system it is", Blkid.command(stage.path().toString()));
    try (var bytes = new Bytes(stage.path())) {
      return switch (Blkid.report(probed)) {
        case Blkid.Report.Found(Signature signature, String table) ->
            seen(signature, table, stage, bytes);
        case Blkid.Report.Ambivalent _ ->
            Rehearsed.unknown(
                "There are signs of several file systems or tables at once, so nobody can say which"
                    + " one counts; wipefs lists them.");
        case Blkid.Report.Unreadable(String reason) ->
            Rehearsed.unknown("It could not be found out which file system this is: " + reason);
      };
    } catch (IOException e) {
      return Rehearsed.unknown("It could not be read: " + HostileText.line(e.toString(), 300));
    }
  }

  private static Rehearsed seen(Signature signature, String table, Stage stage, Bytes bytes)
      throws InterruptedException {
    if (signature.fileSystem()) {
      return known(signature, stage, bytes);
    }
    if (signature.known()) {
      return Rehearsed.unknown(NotAFileSystem.inWords(signature.type()));
    }
    return table.isEmpty() ? nothing(stage, bytes) : table(table, stage, bytes);
  }

  /// The boot sector of FAT and NTFS ends as a partition table does: where blkid finds the file
  /// system's other parts damaged, that is all it sees.
  private static Rehearsed table(String type, Stage stage, Bytes bytes)
      throws InterruptedException {
    Optional<String> bootSector = Traces.bootSector(bytes);
    if (bootSector.isPresent()) {
      return known(new Signature("filesystem", bootSector.get(), "", "", ""), stage, bytes);
    }
    return Rehearsed.unknown(
        "This is a whole disk with partitions (%s), not a file system: check each partition."
            .formatted(type));
  }

  private static Rehearsed known(Signature found, Stage stage, Bytes bytes)
      throws InterruptedException {
    Optional<Repair> repair = Repairs.of(found.type());
    if (repair.isEmpty()) {
      return Rehearsed.unknown(
          "This is a file system of the kind " + found.type() + ", for which there is no check.");
    }
    OptionalLong claimed = ClaimedSize.of(found.type(), bytes);
    if (claimed.isPresent() && claimed.getAsLong() > bytes.sizeBytes()) {
      return cut(claimed.getAsLong(), bytes.sizeBytes()).knowing(facts(found));
    }
    return repair.get().rehearse(stage).knowing(facts(found));
  }

  private static Rehearsed cut(long claimed, long there) {
    return Rehearsed.of(
        Verdict.FAILED,
        "The file system says it is larger than what it lies on: %s on %s."
            .formatted(Size.inWords(claimed), Size.inWords(there)),
        List.of(
            new Finding(
                "",
                Verdict.FAILED,
                "The last %d bytes of it are not there.".formatted(claimed - there),
                "An image was cut, or the partition table is wrong: set that right before any"
                    + " repair, which would give up what lies behind the end.")));
  }

  private static Rehearsed nothing(Stage stage, Bytes bytes) throws InterruptedException {
    Optional<String> trace = Traces.of(bytes);
    if (trace.isPresent()) {
      Repair repair = Repairs.of(trace.get()).orElseThrow();
      return beginningGone(trace.get(), repair.rehearse(stage));
    }
    return Rehearsed.unknown(
        bytes.sizeBytes() == 0
            ? "It is empty: 0 bytes."
            : Traces.empty(bytes)
                ? "There is no file system on it: wherever it was looked at there are zeros."
                : "No file system, nor a trace of one, was found on it.");
  }

  private static Rehearsed beginningGone(String type, Rehearsed rehearsed) {
    if (rehearsed.verdict() == Verdict.INCONCLUSIVE) {
      return rehearsed;
    }
    String kind = type.equals("ext4") ? "ext file system" : type;
    String more = rehearsed.verdict() == Verdict.PASSED ? "" : rehearsed.reason();
    return rehearsed
        .because(
            Verdict.FAILED,
            "The beginning of this %s is gone, its superblock with it. %s"
                .formatted(kind, more)
                .strip())
        .with(
            new Finding(
                "superblock",
                Verdict.FAILED,
                "The superblock is gone; a copy of it was found.",
                "Copy the whole device before a repair."));
  }

  private static List<Fact> facts(Signature found) {
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("", "file system", found.type(), ""));
    if (!found.label().isEmpty()) {
      facts.add(new Fact("", "label", found.label(), ""));
    }
    if (!found.uuid().isEmpty()) {
      facts.add(new Fact("", "UUID", found.uuid(), ""));
    }
    return facts;
  }

  /// What is full or was lost outweighs a repair that had nothing to do; nothing outweighs that
  /// nothing is known.
  private CheckReport report(Rehearsed rehearsed) {
    var verdicts = new ArrayList<>(List.of(rehearsed.verdict()));
    rehearsed.findings().forEach(finding -> verdicts.add(finding.verdict()));
    Verdict whole =
        rehearsed.verdict() == Verdict.INCONCLUSIVE
            ? Verdict.INCONCLUSIVE
            : Verdict.ofAll(verdicts);
    return CheckReport.offeringNothing(
        order.kind(),
        order.target(),
        whole,
        reason(whole, rehearsed),
        GravestFirst.of(rehearsed.findings()),
        rehearsed.facts());
  }

  private static String reason(Verdict whole, Rehearsed rehearsed) {
    if (whole != Verdict.WARNING) {
      return HostileText.line(rehearsed.reason(), 1_000);
    }
    return rehearsed.findings().stream()
        .filter(finding -> finding.verdict() == Verdict.WARNING)
        .map(Finding::text)
        .findFirst()
        .map(text -> "The file system is sound, but: " + text)
        .orElse(rehearsed.reason());
  }
}
