package org.lifeboot.agent.check.filesystem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.RepairOffer;
import org.lifeboot.protocol.RepairOffer.Saved;
import org.lifeboot.protocol.Verdict;

/// Makes the plan of the real repair from a rehearsal.
final class Plan {

  /// xfs_repair tells where in its own memory it found something: another place in each run.
  private static final Pattern PLACE_IN_A_PROCESS = Pattern.compile("detected at 0x\\p{XDigit}+");

  private static final Finding NO_WAY_BACK =
      new Finding(
          "",
          Verdict.FAILED,
          "Lifeboot does not make this repair on the device: for this kind of file system no way"
              + " back is proven.",
          "Copy the whole device (ddrescue), then run the repair by hand; its command stands in the"
              + " tool's own output.");

  private final Path stage;
  private final byte[] superblock;

  /// A planner.
  ///
  /// @param stage where it was rehearsed
  /// @param superblock the beginning of the file system as it was before
  Plan(Path stage, byte[] superblock) {
    this.stage = stage;
    this.superblock = superblock.clone();
  }

  /// The report with the repair that could be made, or why there is none.
  CheckReport offered(CheckReport report, Rehearsed.Way way) {
    if (!way.repairs() || report.verdict() != Verdict.FAILED) {
      return report;
    }
    return way.commands().isEmpty() ? refusing(report) : report.offering(offer(report, way));
  }

  private static CheckReport refusing(CheckReport report) {
    var findings = new ArrayList<>(report.findings());
    if (findings.size() < CheckReport.MOST_FINDINGS) {
      findings.add(NO_WAY_BACK);
    }
    return CheckReport.offeringNothing(
        report.check(),
        report.target(),
        report.verdict(),
        report.reason(),
        findings,
        report.facts());
  }

  private RepairOffer offer(CheckReport report, Rehearsed.Way way) {
    boolean ext = way.commands().getFirst().startsWith("e2fsck ");
    List<String> commands =
        way.commands().stream()
            .map(line -> line.replace(stage.toString(), report.target()))
            .toList();
    return new RepairOffer(
        fact(report, "file system", ext ? "ext4" : "not known"),
        commands,
        "The repair runs on a snapshot in RAM; then exactly the blocks that it changed there are"
            + " written to %s.".formatted(report.target()),
        ext ? Saved.E2FSCK_UNDO : Saved.BLOCKS,
        saves(ext),
        goBack(ext, report.target()),
        fingerprint(report));
  }

  private static String saves(boolean ext) {
    return (ext ? "e2fsck's undo file, which holds" : "A file that holds")
        + " every block that is overwritten, as it was, is saved away from the device before"
        + " anything is written.";
  }

  private static List<String> goBack(boolean ext, String target) {
    return ext
        ? List.of("e2undo " + E2fsck.UNDO_FILE + " " + target)
        : List.of("lifeboot fsck --go-back lifeboot.blocks " + target);
  }

  private static String fact(CheckReport report, String name, String otherwise) {
    return report.facts().stream()
        .filter(fact -> fact.name().equals(name))
        .map(Fact::value)
        .findFirst()
        .orElse(otherwise);
  }

  /// Order does not count: xfs_repair looks at several allocation groups at once.
  private String fingerprint(CheckReport report) {
    MessageDigest digest = sha256();
    digest.update(superblock);
    var lines = new ArrayList<String>();
    report.facts().forEach(fact -> lines.add(fact.toString()));
    report.findings().forEach(finding -> lines.add(finding.toString()));
    lines.sort(null);
    lines.add(report.reason());
    lines.add("bytes " + sizeBytes());
    lines.stream()
        .map(line -> PLACE_IN_A_PROCESS.matcher(line).replaceAll(""))
        .forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private long sizeBytes() {
    try (var bytes = new Bytes(stage)) {
      return bytes.sizeBytes();
    } catch (IOException _) {
      return 0; // never equal to what was confirmed
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
