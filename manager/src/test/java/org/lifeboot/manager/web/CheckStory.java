package org.lifeboot.manager.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.saved.Keeping;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.AgentEvent.Point;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.RepairOffer;
import org.lifeboot.protocol.Verdict;

/// Plays the checks of a server as its Agent would tell of them, for tests and for screenshots.
record CheckStory(WebWorld world, SessionId session) {

  /// Starts checks as the administrator.
  List<String> start(List<CheckOrder> orders) {
    return world.checks.start(session, orders, WebWorld.ADMIN).stream()
        .map(check -> check.id().text())
        .toList();
  }

  String start(CheckOrder order) {
    return start(List.of(order)).getFirst();
  }

  /// The newest check of a part.
  String id(CheckKind kind, String target) {
    return world.checks.ofSession(session).stream()
        .filter(check -> check.order().kind() == kind && check.order().target().equals(target))
        .map(Check::id)
        .reduce((_, newer) -> newer)
        .orElseThrow()
        .text();
  }

  void runs(String id, String part, String step, int percent) {
    world.tells(new AgentEvent.CheckStarted(id));
    world.tells(new AgentEvent.CheckStep(id, part, step));
    world.progress(id, part, step, percent);
  }

  void ends(String id, Verdict verdict, String reason, List<Finding> findings, List<Fact> facts) {
    Check check =
        world.checks.ofSession(session).stream()
            .filter(found -> found.id().text().equals(id))
            .findFirst()
            .orElseThrow();
    world.tells(
        new AgentEvent.CheckEnded(
            id,
            CheckReport.offeringNothing(
                check.order().kind(), check.order().target(), verdict, reason, findings, facts)));
  }

  /// A file-system check that failed and offers a repair.
  ///
  /// @return its id
  String offers(String device) {
    String id = start(new CheckOrder.Filesystem(device));
    runs(id, device, "rehearsing the repair in memory", 80);
    var report =
        CheckReport.offeringNothing(
                CheckKind.FILESYSTEM,
                device,
                Verdict.FAILED,
                "The file system is damaged: a rehearsed repair had to put 37 things right.",
                List.of(
                    new Finding(
                        "inode 12",
                        Verdict.FAILED,
                        "Its block count is 16 and should be 8\u202e<b>.",
                        "")),
                List.of(fact("file system", "ext4", "")))
            .offering(offer(device));
    world.tells(new AgentEvent.CheckEnded(id, report));
    return id;
  }

  static RepairOffer offer(String device) {
    return new RepairOffer(
        "ext4",
        List.of("e2fsck -f -y " + device),
        "The repair runs on a snapshot in RAM; then the blocks that it changed there are written to "
            + device
            + ".",
        RepairOffer.Saved.E2FSCK_UNDO,
        "e2fsck's undo file, with every block as it was, goes to the Manager before anything is"
            + " written.",
        List.of("e2undo undo.e2undo " + device),
        "5a".repeat(32));
  }

  /// The newest repair or undo saves what it changes.
  void saves(String repair, byte[] bytes) {
    var end =
        world.saved.keep(repair, sha256(bytes), new java.io.ByteArrayInputStream(bytes), _ -> {});
    if (!(end instanceof Keeping.Kept)) {
      throw new AssertionError(end);
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  void passes(String id, String reason, Fact... facts) {
    runs(id, "", "looking", 10);
    ends(id, Verdict.PASSED, reason, List.of(), List.of(facts));
  }

  static Fact fact(String name, String value, String unit) {
    return new Fact("", name, value, unit);
  }

  /// "Start all tests" on a server with a dying hard disk, told up to the burn and the scans.
  void playAll() {
    start(world.checks.all(session));
    drives();
    surfaces();
    String burn = id(CheckKind.PROCESSORS, "");
    runs(burn, "CPU 1", "burning it alone", 41);
    curves(burn);
    fileSystems();
    passes(
        id(CheckKind.MEMORY, ""),
        "612 MiB of 1,013 MiB were tested, twice, without an error.",
        fact("memory tested", "641728512", "bytes"),
        fact("memory in the server", "1062207488", "bytes"));
    ends(
        id(CheckKind.RAID, ""),
        Verdict.WARNING,
        "web-3:0 (RAID 1) runs on one of two drives.",
        List.of(
            new Finding(
                "/dev/sdb1",
                Verdict.WARNING,
                "The second drive of web-3:0 is missing.",
                "Put in a new drive and add it to the array; until then there is no safety.")),
        List.of(fact("arrays", "1", "")));
  }

  private void drives() {
    String good = id(CheckKind.SMART, "/dev/sda");
    world.tells(new AgentEvent.CheckEvidence(good, "smartctl", "{\"smartctl\": {}}"));
    passes(
        good,
        "The drive says that it is well, and its short self-test ended without an error.",
        fact("temperature", "38", "°C"),
        fact("powered on", "21344", "hours"),
        fact("wear", "7", "%"),
        fact("reallocated sectors", "0", ""));
    String bad = id(CheckKind.SMART, "/dev/sdb");
    runs(bad, "/dev/sdb", "short self-test", 90);
    world.tells(new AgentEvent.CheckEvidence(bad, "smartctl", "{\"smartctl\": {}}"));
    ends(
        bad,
        Verdict.FAILED,
        "The drive expects to fail: 4,088 sectors were reallocated and 112 wait to be.",
        List.of(
            new Finding(
                "/dev/sdb",
                Verdict.FAILED,
                "112 sectors cannot be read and wait to be replaced.",
                "Copy the data now, then have the drive replaced: ST4000NM0035-1V4107, serial number"
                    + " ZC1A2B3C."),
            new Finding(
                "/dev/sdb", Verdict.WARNING, "4,088 sectors were reallocated already.", "")),
        List.of(
            fact("temperature", "47", "°C"),
            fact("powered on", "61022", "hours"),
            fact("reallocated sectors", "4088", "")));
    ends(
        id(CheckKind.SMART, "/dev/vda"),
        Verdict.INCONCLUSIVE,
        "A virtual drive has no health report of its own.",
        List.of(),
        List.of());
  }

  private void surfaces() {
    String bad = id(CheckKind.SURFACE, "/dev/sdb");
    runs(bad, "/dev/sdb", "reading from byte 0 on", 1);
    List<Point> points = new ArrayList<>();
    for (int cell = 0; cell < 640; cell++) {
      points.add(new Point(cell, millis(cell)));
    }
    world.tells(new AgentEvent.CheckMeasured(bad, "latency", "ms", points));
    world.tells(
        new AgentEvent.CheckMeasured(
            bad,
            "unreadable",
            "bytes",
            List.of(new Point(311, 4096), new Point(312, 65536), new Point(363, 512))));
    world.tells(
        new AgentEvent.CheckMeasured(
            bad, "read up to", "bytes", List.of(new Point(0, 2_560_503_676_928d))));
    runs(bad, "/dev/sdb", "reading from byte 2560503676928 on", 64);
    String good = id(CheckKind.SURFACE, "/dev/vda");
    List<Point> fast = new ArrayList<>();
    for (int cell = 0; cell < 683; cell++) {
      fast.add(new Point(cell, 2 + cell % 5));
    }
    world.tells(new AgentEvent.CheckMeasured(good, "latency", "ms", fast));
    passes(
        good,
        "All 2.0 GiB could be read.",
        fact("size", "2147483648", "bytes"),
        fact("read up to", "2147483648", "bytes"),
        fact("size of a cell of the map", "3145728", "bytes"));
  }

  private static double millis(int cell) {
    if (cell > 300 && cell < 330) {
      return 400 + (cell * 137) % 2_400;
    }
    return cell % 41 == 0 ? 80 : 4 + (cell * 7) % 12;
  }

  void curves(String burn) {
    List<Point> package0 = new ArrayList<>();
    List<Point> clock0 = new ArrayList<>();
    List<Point> clock1 = new ArrayList<>();
    for (int second = 0; second <= 24; second++) {
      package0.add(new Point(second, Math.round(10 * (74 - 33 * Math.exp(-second / 6.0))) / 10.0));
      clock0.add(new Point(second, second < 15 ? 4_200 : 3_600 - second % 3 * 40));
      clock1.add(new Point(second, second < 12 ? 4_100 : 3_500 + second % 2 * 30));
    }
    measured(burn, "temperature of Package id 0", "°C", package0);
    measured(burn, "clock of CPU 0", "MHz", clock0);
    measured(burn, "clock of CPU 1", "MHz", clock1);
  }

  void measured(String id, String series, String unit, List<Point> points) {
    world.tells(new AgentEvent.CheckMeasured(id, series, unit, points));
  }

  private void fileSystems() {
    String root = id(CheckKind.FILESYSTEM, "/dev/vg0/root");
    runs(root, "/dev/vg0/root", "rehearsing the repair in memory", 80);
    world.tells(
        new AgentEvent.CheckEvidence(
            root, "e2fsck", "Pass 1: Checking inodes\nInode 12, i_blocks is 16, should be 8.\n"));
    List<Finding> findings = new ArrayList<>();
    findings.add(
        new Finding(
            "",
            Verdict.FAILED,
            "37 files and folders have lost their place; a repair would put them into lost+found.",
            "Copy what matters, then start the repair; it can be undone."));
    for (int inode = 12; inode < 48; inode++) {
      findings.add(
          new Finding(
              "inode " + inode, Verdict.WARNING, "Its block count is 16 and should be 8.", ""));
    }
    ends(
        root,
        Verdict.FAILED,
        "The file system is damaged: a rehearsed repair had to put 37 things right.",
        findings,
        List.of(
            fact("file system", "ext4", ""),
            fact("size", "419996614656", "bytes"),
            fact("free space", "312475648000", "bytes")));
    passes(
        id(CheckKind.FILESYSTEM, "/dev/sda1"),
        "The file system is in order.",
        fact("file system", "vfat", ""));
  }
}
