package org.lifeboot.agent.vmfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.lifeboot.agent.vmfs.Node.File;
import org.lifeboot.agent.vmfs.Node.Folder;
import org.lifeboot.agent.vmfs.Node.Kept;

/// A datastore as a host with one virtual machine has it, and with names that nobody should show as
/// they are.
final class Sample {

  static final String LINE_FEED = "line\nfeed";
  static final String ESCAPE = "red\u001b[31m.txt";
  static final byte[] SETTINGS =
      "displayName = \"web-1\"\nguestOS = \"debian12-64\"\n".getBytes(StandardCharsets.UTF_8);
  static final long HUGE_BYTES = (3L << 30) + 4321;

  private Sample() {}

  /// A disk of 40 MiB and a bit: written at its start, in the middle and at its end.
  static byte[] disk() {
    var disk = new byte[(40 << 20) + 777];
    var random = new Random(5);
    for (int block : new int[] {0, 1, 17, 40}) {
      var piece = new byte[Math.min(Volume.BLOCK_BYTES, disk.length - (block << 20))];
      random.nextBytes(piece);
      System.arraycopy(piece, 0, disk, block << 20, piece.length);
    }
    return disk;
  }

  static byte[] random(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static Folder root() {
    var machine =
        new Folder()
            .with("web-1.vmx", File.of(Kept.SUB_BLOCK, SETTINGS))
            .with("web-1.vmsd", File.of(Kept.INSIDE, "tiny".getBytes(StandardCharsets.UTF_8)))
            .with("vmware.log", File.of(Kept.BLOCKS, random((1 << 20) + 5000)))
            .with("web-1-flat.vmdk", File.of(Kept.POINTERS, disk()))
            .with("web-1-rdm.vmdk", new Node.RawDisk(1 << 30));
    return new Folder()
        .with("web-1", machine)
        .with("huge-flat.vmdk", huge())
        .with("empty", new Folder())
        .with("latest.vmx", new Node.Link("web-1/web-1.vmx"))
        .with("shadow", new Node.Link("/etc/shadow"))
        .with(LINE_FEED, File.of(Kept.SUB_BLOCK, random(3000)))
        .with(ESCAPE, File.of(Kept.SUB_BLOCK, random(10)))
        .with("byte\u00ff", File.of(Kept.SUB_BLOCK, random(20)));
  }

  /// Nearly all of it was never written.
  private static File huge() {
    long last = HUGE_BYTES / Volume.BLOCK_BYTES;
    return new File(
        Kept.POINTERS,
        HUGE_BYTES,
        Map.of(1L, random(Volume.BLOCK_BYTES), last, random((int) (HUGE_BYTES % (1 << 20)))));
  }

  /// `java …/Sample.java 5|6 IMAGE`, for the lab.
  public static void main(String[] arguments) throws IOException {
    Shape shape = arguments[0].equals("6") ? Shape.SIX : Shape.FIVE;
    var _ = Datastore.make(Path.of(arguments[1]), shape, "datastore" + arguments[0], root());
  }
}
