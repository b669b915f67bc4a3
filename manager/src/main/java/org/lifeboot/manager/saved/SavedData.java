package org.lifeboot.manager.saved;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import org.lifeboot.manager.saved.Keeping.Kept;
import org.lifeboot.manager.saved.Keeping.Why;
import org.lifeboot.manager.saved.SavedTable.Piece;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.manager.store.Uuid7;

/// Keeps raw bytes in the store, each piece in a transaction of its own, and shows them only when
/// all are there. Thread-safe.
public final class SavedData {

  /// Of bytes in memory at once, and in one row.
  static final int PIECE_BYTES = 1 << 20;

  /// An upload that is silent for longer than this is given up.
  private static final Duration SILENCE = Duration.ofMinutes(15);

  private final Database database;
  private final long mostBytes;
  private final Clock clock;
  private final SavedTable table = new SavedTable();

  /// @param mostBytes of one check; longer ones are refused
  public SavedData(Database database, long mostBytes, Clock clock) {
    this.database = database;
    this.mostBytes = mostBytes;
    this.clock = clock;
  }

  /// Keeps all bytes of a stream for a check, or none. What was begun for the same check before and
  /// not completed is given up; the same bytes sent again are kept once.
  ///
  /// @param sha256 that the sender told, 64 hexadecimal digits in lower case
  /// @param allowed asked in the transaction that makes it visible; throws when it may not be
  /// @throws UncheckedIOException when the stream breaks; nothing is kept
  public Keeping keep(
      String check, String sha256, InputStream bytes, Consumer<Transaction> allowed) {
    Optional<SavedFile> before = find(check);
    if (before.isPresent()) {
      return again(before.get(), sha256);
    }
    String id = begin(check);
    boolean kept = false;
    try {
      Keeping end = pour(new SavedFile(id, check, 0, sha256, clock.instant()), bytes, allowed);
      kept = end instanceof Kept;
      return end;
    } catch (IOException e) {
      throw new UncheckedIOException("what the repair " + check + " saves was cut off", e);
    } finally {
      if (!kept) {
        database.change("forget a cut upload", transaction -> table.drop(transaction, id));
      }
    }
  }

  private static Keeping again(SavedFile before, String sha256) {
    return before.sha256().equals(sha256)
        ? new Kept(before)
        : Keeping.refused(Why.TAKEN, "other bytes are kept for this check already");
  }

  private String begin(String check) {
    Instant now = clock.instant();
    String id = Uuid7.at(now);
    database.change(
        "begin an upload",
        transaction -> {
          table.dropUnfinished(transaction, check);
          table.begin(transaction, id, check, now);
        });
    return id;
  }

  private Keeping pour(SavedFile told, InputStream bytes, Consumer<Transaction> allowed)
      throws IOException {
    MessageDigest digest = sha256();
    long size = 0;
    byte[] piece = bytes.readNBytes(PIECE_BYTES);
    for (long number = 0; piece.length > 0; number++) {
      size += piece.length;
      if (size > mostBytes) {
        return Keeping.refused(Why.TOO_LARGE, tooLarge());
      }
      digest.update(piece);
      if (!add(told.id(), new Piece(number, piece))) {
        return overtaken();
      }
      piece = bytes.readNBytes(PIECE_BYTES);
    }
    if (size == 0 || !HexFormat.of().formatHex(digest.digest()).equals(told.sha256())) {
      return Keeping.refused(
          Why.WRONG_BYTES, "the %,d bytes that came have another SHA-256".formatted(size));
    }
    return complete(
        new SavedFile(told.id(), told.check(), size, told.sha256(), clock.instant()), allowed);
  }

  private boolean add(String id, Piece piece) {
    return database.write(
        "keep a piece of an upload",
        transaction -> table.add(transaction, id, piece, clock.instant()));
  }

  private Keeping complete(SavedFile file, Consumer<Transaction> allowed) {
    return database.write(
        "complete an upload",
        transaction -> {
          allowed.accept(transaction);
          Optional<SavedFile> other = table.find(transaction, file.check());
          if (other.isPresent()) {
            return again(other.get(), file.sha256());
          }
          return table.complete(transaction, file) ? new Kept(file) : overtaken();
        });
  }

  private static Keeping overtaken() {
    return Keeping.refused(Why.OVERTAKEN, "it was begun anew, or was silent for too long");
  }

  /// What [Why#TOO_LARGE] means here.
  public String tooLarge() {
    return "more than the %,d bytes that are kept here (repair.saved.megabytes)"
        .formatted(mostBytes);
  }

  /// The longest that is kept.
  public long mostBytes() {
    return mostBytes;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// What is kept for a check, once all of it is.
  public Optional<SavedFile> find(String check) {
    return database.read("look for saved data", transaction -> table.find(transaction, check));
  }

  /// Like [#find(String)], inside somebody's transaction.
  public Optional<SavedFile> find(Transaction transaction, String check) {
    return table.find(transaction, check);
  }

  /// Writes all bytes, one piece in memory at a time.
  ///
  /// @throws IOException when whoever reads has gone, or a piece is not in the store any more
  public void copy(SavedFile file, OutputStream out) throws IOException {
    long written = 0;
    for (long number = 0; written < file.sizeBytes(); number++) {
      byte[] piece = piece(file, number);
      out.write(piece);
      written += piece.length;
    }
  }

  private byte[] piece(SavedFile file, long number) throws IOException {
    return database
        .read(
            "read a piece of saved data",
            transaction -> table.piece(transaction, file.id(), number))
        .filter(bytes -> bytes.length > 0)
        .orElseThrow(
            () -> new IOException("piece " + number + " of " + file.check() + " is not there"));
  }

  /// Forgets uploads that were never completed: their sender, or the Manager that took them, is
  /// gone.
  ///
  /// @return how many
  int sweep() {
    Instant since = clock.instant().minus(SILENCE);
    return database.write(
        "forget unfinished uploads", transaction -> table.dropUnheard(transaction, since));
  }
}
