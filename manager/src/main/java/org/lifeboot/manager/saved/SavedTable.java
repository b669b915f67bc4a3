package org.lifeboot.manager.saved;

import java.time.Instant;
import java.util.Optional;
import org.lifeboot.manager.store.Transaction;

/// The SQL of what is kept, inside somebody's transaction. Stateless.
final class SavedTable {

  void begin(Transaction transaction, String id, String check, Instant now) {
    transaction
        .handle()
        .createUpdate(
            """
            insert into saved_upload (id, check_id, begun_at, heard_at)
            values (:id, :check, :now, :now)
            """)
        .bind("id", id)
        .bind("check", check)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /// Forgets what was begun for a check and not completed.
  void dropUnfinished(Transaction transaction, String check) {
    transaction
        .handle()
        .createUpdate("delete from saved_upload where check_id = :check and completed_at is null")
        .bind("check", check)
        .execute();
  }

  /// Forgets an upload unless it is completed.
  void drop(Transaction transaction, String id) {
    transaction
        .handle()
        .createUpdate("delete from saved_upload where id = :id and completed_at is null")
        .bind("id", id)
        .execute();
  }

  int dropUnheard(Transaction transaction, Instant since) {
    return transaction
        .handle()
        .createUpdate("delete from saved_upload where completed_at is null and heard_at < :since")
        .bind("since", since.toEpochMilli())
        .execute();
  }

  /// Adds a piece.
  ///
  /// @return false when the upload is not there any more
  boolean add(Transaction transaction, String id, Piece piece, Instant now) {
    int rows =
        transaction
            .handle()
            .createUpdate(
                "update saved_upload set heard_at = :now where id = :id and completed_at is null")
            .bind("now", now.toEpochMilli())
            .bind("id", id)
            .execute();
    if (rows == 0) {
      return false;
    }
    transaction
        .handle()
        .createUpdate(
            "insert into saved_piece (upload_id, number, bytes) values (:id, :number, :bytes)")
        .bind("id", id)
        .bind("number", piece.number())
        .bind("bytes", piece.bytes())
        .execute();
    return true;
  }

  /// One piece of at most 1 MiB.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Piece(long number, byte[] bytes) {}

  /// Makes an upload visible.
  ///
  /// @return false when it is not there any more
  boolean complete(Transaction transaction, SavedFile file) {
    return transaction
            .handle()
            .createUpdate(
                """
                update saved_upload set completed_at = :at, size_bytes = :size, sha256 = :sha256
                where id = :id and completed_at is null
                """)
            .bind("at", file.at().toEpochMilli())
            .bind("size", file.sizeBytes())
            .bind("sha256", file.sha256())
            .bind("id", file.id())
            .execute()
        == 1;
  }

  Optional<SavedFile> find(Transaction transaction, String check) {
    return transaction
        .handle()
        .createQuery(
            """
            select id, check_id, size_bytes, sha256, completed_at from saved_upload
            where check_id = :check and completed_at is not null
            """)
        .bind("check", check)
        .map(
            (row, _) ->
                new SavedFile(
                    row.getString("id"),
                    row.getString("check_id"),
                    row.getLong("size_bytes"),
                    row.getString("sha256"),
                    Instant.ofEpochMilli(row.getLong("completed_at"))))
        .findOne();
  }

  Optional<byte[]> piece(Transaction transaction, String id, long number) {
    return transaction
        .handle()
        .createQuery("select bytes from saved_piece where upload_id = :id and number = :number")
        .bind("id", id)
        .bind("number", number)
        .map((row, _) -> row.getBytes("bytes"))
        .findOne();
  }
}
