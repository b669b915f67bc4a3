package org.lifeboot.manager.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lifeboot.manager.saved.Keeping.Kept;
import org.lifeboot.manager.saved.Keeping.Refused;
import org.lifeboot.manager.saved.Keeping.Why;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.StoreSettings;

/// What every store must do with bytes that are kept: whole, or not at all.
abstract class SavedDataContract {

  private static final int MOST = 5 << 20;

  private Database database;
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private SavedData saved;

  abstract StoreSettings settings();

  @BeforeEach
  void open() {
    database = Database.open(settings());
    Clock clock = InstantSource.system().withZone(ZoneOffset.UTC);
    saved = new SavedData(database, MOST, new Told(clock));
    database.change(
        "play a check",
        transaction -> {
          var handle = transaction.handle();
          handle.execute(
              """
              insert into server (id, name, owner_email, power, netboot, created_at)
              values ('s', 'web-1', 'o@example.org', '{}', 'disk', 1)
              """);
          handle.execute(
              """
              insert into session (id, server_id, server_name, version, state, state_json,
                requested_at, requested_by, with_password, ssh_keys, last_event_number)
              values ('r', 's', 'web-1', 1, 'ended', '{}', 1, 'tess', 1, '[]', 0)
              """);
          handle.execute(
              """
              insert into check_run (id, session_id, server_id, server_name, kind, target,
                target_name, order_json, version, state, state_json, requested_at, requested_by)
              values ('c', 'r', 's', 'web-1', 'repair', '/dev/sda1', '', '{}', 1, 'waiting', '{}',
                1, 'tess')
              """);
        });
  }

  @AfterEach
  void close() {
    database.close();
  }

  /// The time that the test tells.
  private final class Told extends Clock {
    private final Clock other;

    Told(Clock other) {
      this.other = other;
    }

    @Override
    public java.time.ZoneId getZone() {
      return other.getZone();
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return other.withZone(zone);
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  /// An empty stream at whose end something happens.
  private abstract static class AtTheEnd extends InputStream {
    abstract void reached() throws IOException;

    @Override
    public int read() throws IOException {
      reached();
      return -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      return read();
    }
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private Keeping keep(byte[] bytes, String sha256) {
    return saved.keep("c", sha256, new ByteArrayInputStream(bytes), _ -> {});
  }

  private long pieces() {
    return database.read(
        "count",
        transaction ->
            transaction
                .handle()
                .createQuery("select count(*) from saved_piece")
                .mapTo(Long.class)
                .one());
  }

  private byte[] kept() throws IOException {
    var out = new ByteArrayOutputStream();
    saved.copy(saved.find("c").orElseThrow(), out);
    return out.toByteArray();
  }

  @Test
  void whatIsKeptComesBackByteForByte() throws Exception {
    byte[] bytes = bytes((2 << 20) + 17);

    Keeping end = keep(bytes, sha256(bytes));

    assertThat(end).isInstanceOf(Kept.class);
    assertThat(saved.find("c").orElseThrow())
        .returns((long) bytes.length, SavedFile::sizeBytes)
        .returns(sha256(bytes), SavedFile::sha256)
        .returns(now, SavedFile::at);
    assertThat(kept()).isEqualTo(bytes);
    assertThat(pieces()).isEqualTo(3);
  }

  @Test
  void theSameBytesAgainAreKeptOnceAndOthersAreRefused() throws Exception {
    byte[] bytes = bytes(1000);
    keep(bytes, sha256(bytes));

    assertThat(keep(bytes, sha256(bytes))).isInstanceOf(Kept.class);
    byte[] others = bytes(999);
    assertThat(keep(others, sha256(others)))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.why()).isEqualTo(Why.TAKEN));
    assertThat(kept()).isEqualTo(bytes);
    assertThat(pieces()).isEqualTo(1);
  }

  @Test
  void bytesThatAreNotWhatWasToldAreNotKept() {
    assertThat(keep(bytes(1000), "00".repeat(32)))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.why()).isEqualTo(Why.WRONG_BYTES));
    assertThat(saved.find("c")).isEmpty();
    assertThat(pieces()).isZero();
  }

  @Test
  void nothingAtAllIsNotKept() throws Exception {
    assertThat(keep(new byte[0], sha256(new byte[0]))).isInstanceOf(Refused.class);
    assertThat(saved.find("c")).isEmpty();
  }

  @Test
  void whatIsTooLargeIsNotKept() throws Exception {
    byte[] bytes = bytes(MOST + 1);

    assertThat(keep(bytes, sha256(bytes)))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.why()).isEqualTo(Why.TOO_LARGE));
    assertThat(pieces()).isZero();
  }

  @Test
  void aStreamThatBreaksLeavesNothing() {
    InputStream breaking =
        new SequenceInputStream(
            new ByteArrayInputStream(bytes(3 << 20)),
            new AtTheEnd() {
              @Override
              void reached() throws IOException {
                throw new IOException("connection reset");
              }
            });

    assertThatThrownBy(() -> saved.keep("c", "00".repeat(32), breaking, _ -> {}))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(saved.find("c")).isEmpty();
    assertThat(pieces()).isZero();
  }

  @Test
  void whatMayNotBeKeptAnyMoreAtTheEndIsNotKept() throws Exception {
    byte[] bytes = bytes(1000);

    assertThatThrownBy(
            () ->
                saved.keep(
                    "c",
                    sha256(bytes),
                    new ByteArrayInputStream(bytes),
                    _ -> {
                      throw new IllegalStateException("over");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(saved.find("c")).isEmpty();
    assertThat(pieces()).isZero();
  }

  @Test
  void anUnfinishedOneIsInvisibleAndASenderThatBeginsAnewReplacesIt() throws Exception {
    unfinished();
    assertThat(pieces()).isEqualTo(1);
    assertThat(saved.find("c")).isEmpty();

    byte[] bytes = bytes(1000);
    assertThat(keep(bytes, sha256(bytes))).isInstanceOf(Kept.class);
    assertThat(kept()).isEqualTo(bytes);
    assertThat(pieces()).isEqualTo(1);
  }

  /// What a Manager leaves behind that was killed in the middle.
  private void unfinished() {
    database.change(
        "play a killed Manager",
        transaction -> {
          var table = new SavedTable();
          table.begin(transaction, "u", "c", now);
          table.add(transaction, "u", new SavedTable.Piece(0, bytes(10)), now);
        });
  }

  @Test
  void anUnfinishedOneIsForgottenAfterAWhileAndAFinishedOneNever() throws Exception {
    unfinished();
    now = now.plus(Duration.ofMinutes(14));
    assertThat(saved.sweep()).isZero();
    now = now.plus(Duration.ofMinutes(2));
    assertThat(saved.sweep()).isEqualTo(1);
    assertThat(pieces()).isZero();

    byte[] bytes = bytes(1000);
    keep(bytes, sha256(bytes));
    now = now.plus(Duration.ofDays(400));
    assertThat(saved.sweep()).isZero();
    assertThat(kept()).isEqualTo(bytes);
  }

  @Test
  void twoManagersThatAreSentTheSameAtOnceKeepItOnce() throws Exception {
    byte[] bytes = bytes(2 << 20);
    String sha256 = sha256(bytes);
    InputStream meanwhile =
        new SequenceInputStream(
            new ByteArrayInputStream(bytes),
            new AtTheEnd() {
              @Override
              void reached() {
                assertThat(keep(bytes, sha256)).isInstanceOf(Kept.class);
              }
            });

    Keeping overtaken = saved.keep("c", sha256, meanwhile, _ -> {});

    assertThat(overtaken).isInstanceOf(Kept.class);
    assertThat(kept()).isEqualTo(bytes);
    assertThat(pieces()).isEqualTo(2);
  }
}
