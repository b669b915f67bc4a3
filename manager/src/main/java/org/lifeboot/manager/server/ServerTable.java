package org.lifeboot.manager.server;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lifeboot.manager.store.Transaction;

/// The SQL of servers, inside somebody's transaction. Stateless.
public final class ServerTable {

  private static final String SELECT =
      """
      select id, name, owner_email, power, ssh_address, network_address, network_gateway,
        network_dns, network_vlan, efi_loader, netboot, live_session_id, created_at
      from server
      """;

  public Optional<Server> find(Transaction transaction, ServerId id) {
    return one(transaction, "where id = :key", id.text());
  }

  Optional<Server> named(Transaction transaction, String name) {
    return one(transaction, "where name = :key", name);
  }

  public Optional<Server> withMac(Transaction transaction, MacAddress mac) {
    return one(
        transaction, "where id = (select server_id from server_mac where mac = :key)", mac.text());
  }

  private static Optional<Server> one(Transaction transaction, String where, String key) {
    return transaction
        .handle()
        .createQuery(SELECT + where)
        .bind("key", key)
        .map((row, _) -> server(row, macsOf(transaction, row.getString("id"))))
        .findOne();
  }

  List<Server> all(Transaction transaction) {
    Map<String, List<MacAddress>> macs =
        transaction
            .handle()
            .createQuery("select server_id, mac from server_mac order by position")
            .map(
                (row, _) ->
                    Map.entry(row.getString("server_id"), new MacAddress(row.getString("mac"))))
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    return transaction
        .handle()
        .createQuery(SELECT + "order by name")
        .map((row, _) -> server(row, macs.getOrDefault(row.getString("id"), List.of())))
        .list();
  }

  List<MacAddress> macAddresses(Transaction transaction) {
    return transaction
        .handle()
        .createQuery("select mac from server_mac order by mac")
        .map((row, _) -> new MacAddress(row.getString("mac")))
        .list();
  }

  private static List<MacAddress> macsOf(Transaction transaction, String id) {
    return transaction
        .handle()
        .createQuery("select mac from server_mac where server_id = :id order by position")
        .bind("id", id)
        .map((row, _) -> new MacAddress(row.getString("mac")))
        .list();
  }

  private static Server server(ResultSet row, List<MacAddress> macs) throws SQLException {
    @Nullable String ssh = row.getString("ssh_address");
    @Nullable String loader = row.getString("efi_loader");
    @Nullable String live = row.getString("live_session_id");
    return new Server(
        new ServerId(row.getString("id")),
        row.getString("name"),
        macs,
        row.getString("owner_email"),
        row.getString("power"),
        Optional.ofNullable(ssh).map(SshAddress::of),
        network(row),
        Optional.ofNullable(loader).map(EfiLoader::new),
        Netboot.of(row.getString("netboot")),
        Optional.ofNullable(live),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }

  private static ServerNetwork network(ResultSet row) throws SQLException {
    return ServerNetwork.of(
        text(row, "network_address"),
        text(row, "network_gateway"),
        text(row, "network_dns"),
        text(row, "network_vlan"));
  }

  private static String text(ResultSet row, String column) throws SQLException {
    @Nullable String text = row.getString(column);
    return text == null ? "" : text;
  }

  void insert(Transaction transaction, ServerId id, ServerDraft draft, Instant now) {
    bindings(
            transaction,
            """
            insert into server
              (id, name, owner_email, power, ssh_address, network_address, network_gateway,
              network_dns, network_vlan, efi_loader, netboot, created_at)
            values
              (:id, :name, :owner, :power, :ssh, :address, :gateway, :dns, :vlan, :loader, 'disk',
              :now)
            """,
            id,
            draft)
        .bind("now", now.toEpochMilli())
        .execute();
    insertMacs(transaction, id, draft);
  }

  void update(Transaction transaction, ServerId id, ServerDraft draft) {
    bindings(
            transaction,
            """
            update server set name = :name, owner_email = :owner, power = :power, ssh_address = :ssh,
              network_address = :address, network_gateway = :gateway, network_dns = :dns,
              network_vlan = :vlan, efi_loader = :loader
            where id = :id
            """,
            id,
            draft)
        .execute();
    transaction
        .handle()
        .createUpdate("delete from server_mac where server_id = :id")
        .bind("id", id.text())
        .execute();
    insertMacs(transaction, id, draft);
  }

  private static org.jdbi.v3.core.statement.Update bindings(
      Transaction transaction, String sql, ServerId id, ServerDraft draft) {
    return transaction
        .handle()
        .createUpdate(sql)
        .bind("id", id.text())
        .bind("name", draft.name())
        .bind("owner", draft.ownerEmail())
        .bind("power", draft.power())
        .bind("ssh", draft.sshAddress().map(SshAddress::toString).orElse(null))
        .bind("address", draft.network().address().orElse(null))
        .bind("gateway", draft.network().gateway().orElse(null))
        .bind("dns", String.join(" ", draft.network().dns()))
        .bind("loader", draft.efiLoader().map(EfiLoader::text).orElse(null))
        .bindByType("vlan", draft.network().vlan().orElse(null), Integer.class);
  }

  private static void insertMacs(Transaction transaction, ServerId id, ServerDraft draft) {
    for (int position = 0; position < draft.macAddresses().size(); position++) {
      transaction
          .handle()
          .createUpdate(
              "insert into server_mac (mac, server_id, position) values (:mac, :id, :position)")
          .bind("mac", draft.macAddresses().get(position).text())
          .bind("id", id.text())
          .bind("position", position)
          .execute();
    }
  }

  void delete(Transaction transaction, ServerId id) {
    transaction
        .handle()
        .createUpdate("delete from server where id = :id")
        .bind("id", id.text())
        .execute();
  }

  /// What it boots next from the network.
  public void setNetboot(Transaction transaction, ServerId id, Netboot netboot) {
    transaction
        .handle()
        .createUpdate("update server set netboot = :netboot where id = :id")
        .bind("netboot", netboot.text())
        .bind("id", id.text())
        .execute();
  }

  /// Takes the server's row for as long as the transaction lasts, so that nobody else chooses.
  public void hold(Transaction transaction, ServerId id) {
    transaction
        .handle()
        .createUpdate("update server set netboot = netboot where id = :id")
        .bind("id", id.text())
        .execute();
  }

  /// Takes the one place for a live session, if it is free.
  ///
  /// @return false: another session is live
  public boolean takeSession(Transaction transaction, ServerId id, String session) {
    return transaction
            .handle()
            .createUpdate(
                """
                update server set live_session_id = :session
                where id = :id and live_session_id is null
                """)
            .bind("session", session)
            .bind("id", id.text())
            .execute()
        == 1;
  }

  /// The session is over.
  public void freeSession(Transaction transaction, ServerId id, String session) {
    transaction
        .handle()
        .createUpdate(
            """
            update server set live_session_id = null
            where id = :id and live_session_id = :session
            """)
        .bind("session", session)
        .bind("id", id.text())
        .execute();
  }
}
