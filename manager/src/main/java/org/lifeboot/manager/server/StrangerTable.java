package org.lifeboot.manager.server;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lifeboot.manager.store.Transaction;

/// The SQL of strangers, inside somebody's transaction. Stateless.
final class StrangerTable {

  private static final String SELECT =
      """
      select cards, first_seen, last_seen, times, address, platform, product, serial
      from stranger
      """;

  /// Adds what was seen to what is known. A machine that says nothing of itself this time (DHCP
  /// tells less than iPXE) keeps what it said before.
  void see(Transaction transaction, Stranger seen) {
    transaction
        .handle()
        .createUpdate(
            """
            insert into stranger
              (mac, cards, first_seen, last_seen, times, address, platform, product, serial)
            values
              (:mac, :cards, :first, :last, :times, :address, :platform, :product, :serial)
            on conflict (mac) do update set
              cards = case when length(excluded.cards) > length(stranger.cards)
                then excluded.cards else stranger.cards end,
              last_seen = excluded.last_seen,
              times = stranger.times + excluded.times,
              address = case excluded.address when '' then stranger.address
                else excluded.address end,
              platform = case excluded.platform when '' then stranger.platform
                else excluded.platform end,
              product = case excluded.product when '' then stranger.product
                else excluded.product end,
              serial = case excluded.serial when '' then stranger.serial else excluded.serial end
            """)
        .bind("mac", seen.mac().text())
        .bind("cards", seen.cards().stream().map(MacAddress::text).collect(Collectors.joining(" ")))
        .bind("first", seen.firstSeen().toEpochMilli())
        .bind("last", seen.lastSeen().toEpochMilli())
        .bind("times", seen.times())
        .bind("address", seen.told().address())
        .bind("platform", seen.told().platform())
        .bind("product", seen.told().product())
        .bind("serial", seen.told().serial())
        .execute();
  }

  /// Lets all but the newest fall out.
  void keepNewest(Transaction transaction, int most) {
    transaction
        .handle()
        .createUpdate(
            """
            delete from stranger where mac not in
              (select mac from stranger order by last_seen desc, mac limit :most)
            """)
        .bind("most", most)
        .execute();
  }

  /// Takes one off the list.
  ///
  /// @return false: it was not there
  boolean forget(Transaction transaction, MacAddress mac) {
    return transaction
            .handle()
            .createUpdate("delete from stranger where mac = :mac")
            .bind("mac", mac.text())
            .execute()
        == 1;
  }

  /// A machine with this card, whichever of its cards it asked with, is no stranger any more.
  void known(Transaction transaction, MacAddress mac) {
    transaction
        .handle()
        .createUpdate("delete from stranger where cards like :mac")
        .bind("mac", "%" + mac.text() + "%")
        .execute();
  }

  List<Stranger> newest(Transaction transaction) {
    return transaction
        .handle()
        .createQuery(SELECT + "order by last_seen desc, mac")
        .map((row, _) -> stranger(row))
        .list();
  }

  Optional<Stranger> find(Transaction transaction, MacAddress mac) {
    return transaction
        .handle()
        .createQuery(SELECT + "where mac = :mac")
        .bind("mac", mac.text())
        .map((row, _) -> stranger(row))
        .findOne();
  }

  private static Stranger stranger(ResultSet row) throws SQLException {
    return new Stranger(
        Stream.of(row.getString("cards").split(" ", -1)).map(MacAddress::new).toList(),
        Instant.ofEpochMilli(row.getLong("first_seen")),
        Instant.ofEpochMilli(row.getLong("last_seen")),
        row.getLong("times"),
        new Stranger.Told(
            row.getString("address"),
            row.getString("platform"),
            row.getString("product"),
            row.getString("serial")));
  }
}
