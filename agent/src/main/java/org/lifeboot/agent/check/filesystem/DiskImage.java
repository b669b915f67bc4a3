package org.lifeboot.agent.check.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.check.GravestFirst;
import org.lifeboot.agent.layout.Layout;
import org.lifeboot.agent.layout.Layout.Partition;
import org.lifeboot.agent.layout.Layouts;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// An image of a whole disk: each partition's file system is rehearsed by itself, on a copy of that
/// partition. (A disk's partitions are devices, and checked as such.)
final class DiskImage {

  private final Path image;
  private final Layout layout;
  private final Tools tools;

  private DiskImage(Path image, Layout layout, Tools tools) {
    this.image = image;
    this.layout = layout;
    this.tools = tools;
  }

  /// The image of a disk with partitions; empty when it is anything else.
  static Optional<DiskImage> at(String target, Tools tools) {
    return file(target)
        .map(image -> new DiskImage(image, new Layouts(tools).read(image.toString()), tools))
        .filter(disk -> !disk.layout.content().known() && !disk.layout.volumes().isEmpty())
        .filter(DiskImage::startsWithTheTable);
  }

  private static Optional<Path> file(String target) {
    try {
      return Optional.of(Path.of(target).toAbsolutePath()).filter(Files::isRegularFile);
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  /// The boot sector of a damaged FAT or NTFS reads as a table too.
  private boolean startsWithTheTable() {
    try (var bytes = new Bytes(image)) {
      return Traces.bootSector(bytes).isEmpty();
    } catch (IOException _) {
      return false; // the check itself says so
    }
  }

  CheckReport check(CheckOrder.Filesystem order, Stands stands, CheckWatch watch)
      throws InterruptedException {
    return layout.protectiveOnly() ? cut(order) : whole(order, parts(order, stands, watch));
  }

  /// Programs refuse a GPT that ends behind the end of its disk: what is left is the MBR before it.
  private CheckReport cut(CheckOrder.Filesystem order) {
    var findings = new ArrayList<Finding>();
    findings.add(
        new Finding(
            "partition table",
            Verdict.FAILED,
            "Only the protective MBR of the GPT can be read, so no partition can be found.",
            "Compare the image's size with the disk's: if it was cut, copy the disk again; else"
                + " sgdisk --verify tells what is wrong with the GPT."));
    layout.troubles().forEach(trouble -> findings.add(ofTheTable(trouble)));
    return CheckReport.offeringNothing(
        order.kind(),
        order.target(),
        Verdict.FAILED,
        "Its partition table (gpt) is damaged, or the image was cut: no file system was found.",
        findings,
        List.of());
  }

  private List<Part> parts(CheckOrder.Filesystem order, Stands stands, CheckWatch watch)
      throws InterruptedException {
    var parts = new ArrayList<Part>();
    for (Partition partition : layout.volumes()) {
      if (!partition.content().type().equals("swap")) {
        parts.add(part(order, partition, stands, watch));
      }
    }
    return parts;
  }

  private Part part(
      CheckOrder.Filesystem order, Partition partition, Stands stands, CheckWatch watch)
      throws InterruptedException {
    String name = "partition " + partition.number();
    var own = new CheckOrder.Filesystem(order.target() + ", " + name);
    if (partition.content().known() && !partition.content().fileSystem()) {
      return new Part(
          name,
          CheckReport.of(
              own, Verdict.INCONCLUSIVE, NotAFileSystem.inWords(partition.content().type())));
    }
    return switch (stands.of(image, partition, watch)) {
      case Stand.Answer.NotReady(String reason) ->
          new Part(name, CheckReport.of(own, Verdict.INCONCLUSIVE, reason));
      case Stand.Answer.Ready(Stand stand) -> {
        try (stand) {
          yield new Part(
              name, new FilesystemCheck(own, tools, stands).on(stand, watch, Optional.empty()));
        }
      }
    };
  }

  private CheckReport whole(CheckOrder.Filesystem order, List<Part> parts) {
    var findings = new ArrayList<Finding>();
    var facts = new ArrayList<Fact>();
    layout.troubles().forEach(trouble -> findings.add(ofTheTable(trouble)));
    for (Part part : parts) {
      findings.addAll(part.findings());
      facts.addAll(part.facts());
    }
    var verdicts = new ArrayList<Verdict>(parts.stream().map(Part::verdict).toList());
    layout.troubles().forEach(_ -> verdicts.add(Verdict.WARNING));
    Verdict whole = Verdict.ofAll(verdicts);
    return CheckReport.offeringNothing(
        order.kind(),
        order.target(),
        whole,
        reason(whole, parts),
        GravestFirst.of(findings),
        facts);
  }

  private static Finding ofTheTable(String trouble) {
    return new Finding(
        "partition table",
        Verdict.WARNING,
        trouble,
        "Compare it with the disk that the image was made of.");
  }

  private String reason(Verdict whole, List<Part> parts) {
    if (parts.isEmpty()) {
      return "None of its partitions (%s) holds a file system.".formatted(layout.table());
    }
    if (whole == Verdict.PASSED) {
      return parts.size() == 1
          ? "The file system on its one partition is sound."
          : "The file systems on its %d partitions are sound.".formatted(parts.size());
    }
    return parts.stream()
        .filter(part -> part.verdict() == whole)
        .map(part -> "On " + part.name() + ": " + part.report().reason())
        .findFirst()
        .orElse("The file systems are sound, but not the partition table.");
  }

  /// What was found on one partition.
  private record Part(String name, CheckReport report) {

    Verdict verdict() {
      return report.verdict();
    }

    /// The reason first, where it is none for joy.
    List<Finding> findings() {
      var all = new ArrayList<Finding>();
      if (verdict() != Verdict.PASSED) {
        all.add(new Finding(name, verdict(), report.reason(), advice()));
      }
      report.findings().stream()
          .map(each -> new Finding(named(each.part()), each.verdict(), each.text(), each.advice()))
          .forEach(all::add);
      return all;
    }

    private String advice() {
      return report.repair().isEmpty()
          ? ""
          : "To repair it in the image: losetup --find --show --partscan IMAGE as root, then lifeboot"
              + " fsck of that partition's device.";
    }

    List<Fact> facts() {
      var all = new ArrayList<Fact>();
      all.add(new Fact(name, "verdict", verdict().word(), ""));
      report.facts().stream()
          .map(each -> new Fact(named(each.part()), each.name(), each.value(), each.unit()))
          .forEach(all::add);
      return all;
    }

    private String named(String part) {
      return part.isEmpty() ? name : name + ", " + part;
    }
  }
}
