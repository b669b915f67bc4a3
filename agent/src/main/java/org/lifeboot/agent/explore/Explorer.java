package org.lifeboot.agent.explore;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.lifeboot.agent.linux.FileFacts;
import org.lifeboot.agent.linux.OpenFile;
import org.lifeboot.agent.linux.RootFolder;
import org.lifeboot.protocol.ExploreOrder;
import org.lifeboot.protocol.FileEntry;
import org.lifeboot.protocol.FilePath;
import org.lifeboot.protocol.FolderPage;
import org.lifeboot.protocol.GlanceList;
import org.lifeboot.protocol.JournalPage;
import org.lifeboot.protocol.LogList;
import org.lifeboot.protocol.TextFound;
import org.lifeboot.protocol.TextPage;

/// Everything there is to see in one system of files. Thread-safe; whoever closes it sees to it
/// that nobody uses it. What is being done on a thread ends when that is interrupted.
public final class Explorer implements AutoCloseable {

  private final RootFolder root;
  private final FolderPages folders;
  private final Journal journal;

  private Explorer(RootFolder root, Path place) {
    this.root = root;
    this.folders = new FolderPages(root);
    this.journal = new Journal(root, place);
  }

  /// Looks into a folder of the rescue system, and nowhere else.
  public static Explorer of(Path place) throws IOException {
    Path real = place.toRealPath();
    return new Explorer(RootFolder.open(real), real);
  }

  public FileEntry lookAt(ExploreOrder.LookAt wanted) throws IOException {
    return new Entries(root).at(new FilePath(wanted.path()));
  }

  public FolderPage list(ExploreOrder.ListFolder wanted) throws IOException {
    return folders.page(wanted);
  }

  public TextPage read(ExploreOrder.ReadText wanted) throws IOException {
    return new Texts(root).page(wanted);
  }

  public TextFound search(ExploreOrder.SearchText wanted) throws IOException {
    return new Searches(root).find(wanted);
  }

  public LogList logs() throws IOException {
    return new Logs(root).list();
  }

  public JournalPage journal(ExploreOrder.ReadJournal wanted)
      throws IOException, InterruptedException {
    return journal.page(wanted);
  }

  public GlanceList glance() throws IOException, InterruptedException {
    return Journal.files(root).isEmpty() ? new TextGlance(root).glance() : journal.glance();
  }

  /// A small file as text; empty when there is none.
  ///
  /// @param mostBytes more is cut
  public String text(String path, int mostBytes) {
    try (OpenFile file = root.openFile(new FilePath(path).bytes())) {
      var bytes = new byte[(int) Math.min(mostBytes, file.facts().sizeBytes())];
      int count = file.read(0, bytes, bytes.length);
      return new String(bytes, 0, count, java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException _) {
      return "";
    }
  }

  /// Opens a file to be sent.
  ///
  /// @throws IOException when it cannot be opened
  public Sending open(ExploreOrder.ReadFile wanted) throws IOException {
    OpenFile file = root.openFile(new FilePath(wanted.path()).bytes());
    return new Sending(file, wanted);
  }

  /// Part of a file, on its way.
  public static final class Sending implements AutoCloseable {
    private final OpenFile file;
    private final long from;
    private final long to;
    private final boolean changed;

    private Sending(OpenFile file, ExploreOrder.ReadFile wanted) {
      FileFacts facts = file.facts();
      long rest = facts.sizeBytes() - wanted.offset();
      this.file = file;
      this.from = wanted.offset();
      this.to = from + (wanted.length() < 0 ? rest : Math.min(rest, wanted.length()));
      this.changed = !wanted.stamp().isEmpty() && !wanted.stamp().equals(Entries.stamp(facts));
    }

    /// Whether it is not what it was, or has no such bytes.
    public boolean outOfRange() {
      return changed || to < from;
    }

    public long lengthBytes() {
      return to - from;
    }

    /// Writes exactly the bytes that were announced.
    ///
    /// @throws IOException when one of them cannot be read, too
    public void writeTo(OutputStream out) throws IOException {
      var chunk = new byte[FileBytes.CHUNK_BYTES];
      for (long at = from; at < to; ) {
        Wanted.require();
        int count = file.read(at, chunk, (int) Math.min(chunk.length, to - at));
        if (count == 0) {
          throw new IOException("the file has become shorter");
        }
        out.write(chunk, 0, count);
        at += count;
      }
      out.flush();
    }

    @Override
    public void close() {
      file.close();
    }
  }

  /// Packs and writes it away as it goes.
  public void pack(ExploreOrder.PackFiles wanted, OutputStream out)
      throws IOException, InterruptedException {
    new Packing(root, wanted).writeTo(out);
  }

  /// Whether a folder is there to be packed.
  ///
  /// @throws IOException when it is not
  public void requireFolder(String path) throws IOException {
    root.openFolder(new FilePath(path).bytes()).close();
  }

  @Override
  public void close() {
    folders.close();
    root.close();
  }
}
