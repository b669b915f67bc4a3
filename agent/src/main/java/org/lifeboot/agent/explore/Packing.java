package org.lifeboot.agent.explore;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.lifeboot.agent.linux.Attributes;
import org.lifeboot.agent.linux.FileFacts;
import org.lifeboot.agent.linux.FileTrouble;
import org.lifeboot.agent.linux.OpenFile;
import org.lifeboot.agent.linux.OpenFolder;
import org.lifeboot.agent.linux.RootFolder;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Piped;
import org.lifeboot.protocol.ExploreOrder.PackFiles;
import org.lifeboot.protocol.FilePath;

/// Packs a folder or a selection, and writes it away as it goes. What is left out, and what could
/// not be read, is listed in the archive's last file.
final class Packing {

  static final String LEFT_OUT = "LIFEBOOT-LEFT-OUT.txt";

  private static final Duration LONGEST = Duration.ofDays(7);

  /// zstd(1): one thread, the usual level; some 10 MB of memory.
  private static final Command ZSTD = Command.of(LONGEST, "zstd", "-q", "-3", "-T1", "-c");

  /// A deeper folder is left out: each level keeps its folder open.
  private static final int DEEPEST = 200;

  private static final int MOST_LIST_BYTES = 1 << 20;
  private static final int BUFFER_BYTES = 64 << 10;

  private final RootFolder root;
  private final PackFiles wanted;

  Packing(RootFolder root, PackFiles wanted) {
    this.root = root;
    this.wanted = wanted;
  }

  void writeTo(OutputStream out) throws IOException, InterruptedException {
    switch (wanted.format()) {
      case ZIP -> {
        try (var archive = new ZipArchive(out)) {
          fill(archive);
        }
      }
      case TAR_ZST -> packed(out);
    }
  }

  /// Packs on a thread of its own what this thread takes away.
  private void packed(OutputStream out) throws IOException, InterruptedException {
    try (Piped zstd = Piped.start(ZSTD, Piped.Rights.NOBODY, Optional.empty())) {
      var filling =
          new FutureTask<Void>(
              () -> {
                try (var to = new BufferedOutputStream(zstd.in(), BUFFER_BYTES);
                    var archive = new TarArchive(to)) {
                  fill(archive);
                }
                return null;
              });
      Thread filler = Thread.ofPlatform().daemon().name("packing").start(filling);
      boolean whole = false;
      try {
        copy(zstd.out(), out);
        whole = true;
      } finally {
        if (!whole) {
          filler.interrupt();
          zstd.stop();
        }
        filler.join();
      }
      requireWell(filling, zstd);
      out.flush();
    }
  }

  private static void copy(InputStream from, OutputStream out) throws IOException {
    var chunk = new byte[BUFFER_BYTES];
    for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
      Wanted.require();
      out.write(chunk, 0, count);
    }
  }

  private static void requireWell(FutureTask<Void> filling, Piped zstd)
      throws IOException, InterruptedException {
    try {
      Void _ = filling.get();
    } catch (ExecutionException e) {
      throw new IOException("packing: " + e.getCause(), e.getCause());
    }
    Outcome end = zstd.end();
    Optional<String> problem = end.problem("packing");
    if (problem.isPresent()) {
      throw new IOException(problem.get());
    }
  }

  private void fill(Archive archive) throws IOException {
    var walk = new Walk(archive);
    var path = new FilePath(wanted.folder());
    try (OpenFolder folder = root.openFolder(path.bytes())) {
      if (wanted.names().isEmpty()) {
        byte[] name = FilePath.decode(path.name().isEmpty() ? "files" : path.name());
        walk.add(name, folder);
        walk.all(folder, name, 1);
      } else {
        for (String name : wanted.names()) {
          byte[] plain = FilePath.decode(path.child(name).name());
          walk.one(folder, plain, plain, 1);
        }
      }
    }
    walk.addList();
    archive.finish();
  }

  /// A way through folders, links not followed.
  private static final class Walk {
    private final Archive archive;
    private final StringBuilder leftOut = new StringBuilder();

    Walk(Archive archive) {
      this.archive = archive;
    }

    void all(OpenFolder folder, byte[] path, int depth) throws IOException {
      boolean more = true;
      while (more) {
        try {
          more = folder.next(entry -> child(folder, path, entry.name(), depth));
        } catch (FileTrouble e) {
          leaveOut(path, "what else lies in it could not be read: " + e.getMessage());
          more = false;
        }
      }
    }

    private boolean child(OpenFolder folder, byte[] path, byte[] name, int depth)
        throws IOException {
      var full = new ByteArrayOutputStream(path.length + 1 + name.length);
      full.writeBytes(path);
      full.write('/');
      full.writeBytes(name);
      one(folder, name, full.toByteArray(), depth);
      return true;
    }

    void one(OpenFolder folder, byte[] name, byte[] full, int depth) throws IOException {
      Wanted.require();
      FileFacts facts;
      try {
        facts = folder.facts(name);
      } catch (IOException e) {
        leaveOut(full, "it could not be read: " + e.getMessage());
        return;
      }
      switch (facts.kind()) {
        case FILE -> file(folder, name, full, facts);
        case FOLDER -> inner(folder, name, full, depth);
        case LINK -> link(folder, name, full, facts);
        case FIFO, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE, UNKNOWN ->
            leaveOut(full, "a special file (" + facts.kind() + ")");
      }
    }

    private void file(OpenFolder folder, byte[] name, byte[] full, FileFacts facts)
        throws IOException {
      if (facts.links() > 1 && archive.addAgain(full, facts)) {
        return;
      }
      OpenFile file;
      try {
        file = folder.openFile(name);
      } catch (IOException e) {
        leaveOut(full, "it could not be opened: " + e.getMessage());
        return;
      }
      try (file) {
        Attributes attributes = attributes(full, file::attributes);
        archive.add(full, file, attributes, words -> leaveOut(full, words));
      }
    }

    private void inner(OpenFolder folder, byte[] name, byte[] full, int depth) throws IOException {
      if (depth >= DEEPEST) {
        leaveOut(full, "it lies more than " + DEEPEST + " folders deep");
        return;
      }
      OpenFolder inner;
      try {
        inner = folder.openFolder(name);
      } catch (IOException e) {
        leaveOut(full, "it could not be opened: " + e.getMessage());
        return;
      }
      try (inner) {
        add(full, inner);
        all(inner, full, depth + 1);
      }
    }

    private void link(OpenFolder folder, byte[] name, byte[] full, FileFacts facts)
        throws IOException {
      byte[] target;
      try {
        target = folder.linkTarget(name);
      } catch (IOException e) {
        leaveOut(full, "the link could not be read: " + e.getMessage());
        return;
      }
      Attributes attributes = attributes(full, () -> folder.attributes(name));
      archive.add(full, facts, attributes, target);
    }

    /// A folder.
    void add(byte[] full, OpenFolder folder) throws IOException {
      archive.add(full, folder.facts(), attributes(full, folder::attributes), new byte[0]);
    }

    /// Asks for them.
    @FunctionalInterface
    private interface Asking {
      Attributes now() throws IOException;
    }

    private Attributes attributes(byte[] full, Asking asking) {
      try {
        Attributes attributes = asking.now();
        if (!attributes.complete()) {
          leaveOut(full, "it has more extended attributes than could be kept");
        }
        return attributes;
      } catch (IOException e) {
        leaveOut(full, "its extended attributes are not here: " + e.getMessage());
        return Attributes.NONE;
      }
    }

    private void leaveOut(byte[] path, String why) {
      if (leftOut.length() < MOST_LIST_BYTES && !why.isEmpty()) {
        String name = HostileText.line(new String(path, StandardCharsets.UTF_8), 4_000);
        leftOut.append(name).append(": ").append(why).append('\n');
      }
    }

    void addList() throws IOException {
      archive.lost().forEach(words -> leftOut.append(words).append('\n'));
      if (!leftOut.isEmpty()) {
        archive.addText(
            LEFT_OUT, "Lifeboot could not pack, or left out, the following:\n\n" + leftOut);
      }
    }
  }
}
