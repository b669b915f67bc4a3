package org.lifeboot.manager;

import java.io.IOException;
import java.io.Reader;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.lifeboot.manager.mail.SmtpSettings;
import org.lifeboot.manager.netboot.DhcpSettings;
import org.lifeboot.manager.netboot.MediumFile;
import org.lifeboot.manager.session.SessionLimits;
import org.lifeboot.manager.store.StoreSettings;
import org.lifeboot.manager.web.TrustedProxies;

/// What the operator has set, in `lifeboot.properties` of the data folder and on the command line.
///
/// @param folder the data folder
record Configuration(Path folder, Map<Setting, String> values) {
  Configuration {
    values = Map.copyOf(values);
  }

  /// Reads the data folder's lifeboot.properties, if there is one.
  ///
  /// @param overrides from the command line; they win
  /// @throws StartFailed naming the key that is wrong
  static Configuration load(Path folder, Map<String, String> overrides) {
    Path file = folder.resolve("lifeboot.properties");
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    properties(file)
        .forEach((key, value) -> values.put(setting(key.toString(), file.toString()), value + ""));
    overrides.forEach((key, value) -> values.put(setting(key, "--set"), value));
    values.replaceAll((_, value) -> value.strip());
    return new Configuration(folder, values);
  }

  private static Properties properties(Path file) {
    Properties properties = new Properties();
    if (!Files.exists(file)) {
      return properties;
    }
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return properties;
    } catch (IOException | IllegalArgumentException e) {
      throw new StartFailed("could not read " + file + ": " + e.getMessage());
    }
  }

  private static Setting setting(String key, String source) {
    return Setting.named(key)
        .orElseThrow(
            () ->
                new StartFailed(
                    "unknown key \""
                        + key
                        + "\" in "
                        + source
                        + "; the nearest known one is \""
                        + Setting.nearest(key).key()
                        + "\"; --help lists all"));
  }

  String text(Setting setting) {
    return values.getOrDefault(setting, setting.usual());
  }

  private boolean isSet(Setting setting) {
    return !text(setting).isEmpty();
  }

  int port(Setting setting) {
    return number(setting, 0, 65535);
  }

  private int number(Setting setting, int least, int most) {
    String text = text(setting);
    if (!text.matches("[0-9]{1,9}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw new StartFailed(
          setting.key()
              + " must be a number from "
              + least
              + " to "
              + most
              + ", not \""
              + text
              + "\"");
    }
    return Integer.parseInt(text);
  }

  boolean flag(Setting setting) {
    return switch (text(setting)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new StartFailed(setting.key() + " must be true or false");
    };
  }

  Path path(Setting setting) {
    return Path.of(text(setting));
  }

  URI webUrl() {
    return uri(
        Setting.WEB_URL,
        (flag(Setting.WEB_TLS) ? "https://" + thisHost() : "http://127.0.0.1")
            + ":"
            + port(Setting.WEB_PORT));
  }

  URI agentUrl() {
    return uri(
        Setting.AGENT_URL, "wss://" + thisHost() + ":" + port(Setting.AGENT_PORT) + "/agent");
  }

  /// Where Agents bring bytes to this Manager and no other.
  URI streamUrl() {
    return uri(Setting.AGENT_STREAM_URL, agentUrl().toString());
  }

  URI bootUrl() {
    return uri(Setting.BOOT_URL, "http://" + thisHost() + ":" + port(Setting.BOOT_PORT));
  }

  /// The ISO for virtual media.
  MediumFile medium() {
    Optional<Path> file =
        isSet(Setting.MEDIUM_FILE) ? Optional.of(path(Setting.MEDIUM_FILE)) : Optional.empty();
    return new MediumFile(file, bootUrl());
  }

  /// Where a server's controller fetches it; empty: there is none.
  ///
  /// @param server its id
  Optional<URI> mediumUrl(String server) {
    if (!isSet(Setting.MEDIUM_FILE)) {
      return Optional.empty();
    }
    String root = uri(Setting.MEDIUM_URL, bootUrl().toString()).toString().replaceAll("/+$", "");
    return Optional.of(URI.create(root + MediumFile.place(server)));
  }

  /// What is set, or else what follows from the port.
  private URI uri(Setting setting, String derived) {
    String text = values.getOrDefault(setting, "");
    try {
      return URI.create(text.isEmpty() ? derived : text);
    } catch (IllegalArgumentException e) {
      throw new StartFailed(setting.key() + " is not an address: " + e.getMessage());
    }
  }

  /// The address that this host has towards the world, IPv6 where there is no other. Addresses that
  /// belong to nobody (RFC 5737, RFC 3849) are asked for.
  private static String thisHost() {
    return towards("192.0.2.1")
        .or(() -> towards("2001:db8::1").map(address -> "[" + address + "]"))
        .orElse("127.0.0.1");
  }

  /// Nothing is sent to find it out.
  private static Optional<String> towards(String somebody) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(somebody, 9));
      return Optional.of(socket.getLocalAddress())
          .filter(address -> !address.isAnyLocalAddress() && !address.isLinkLocalAddress())
          .map(address -> address.getHostAddress().replaceFirst("%.*", ""));
    } catch (SocketException | java.io.UncheckedIOException e) {
      return Optional.empty();
    }
  }

  StoreSettings store() {
    if (!isSet(Setting.STORE_URL)) {
      return new StoreSettings.Sqlite(folder);
    }
    if (!text(Setting.STORE_URL).startsWith("jdbc:postgresql:")) {
      throw new StartFailed("store.url must begin with jdbc:postgresql: (empty for SQLite)");
    }
    return new StoreSettings.Postgresql(
        text(Setting.STORE_URL), text(Setting.STORE_USER), text(Setting.STORE_PASSWORD));
  }

  SessionLimits limits() {
    return new SessionLimits(
        Duration.ofMinutes(number(Setting.RESCUE_CHOICE_MINUTES, 1, 100_000)),
        Duration.ofMinutes(number(Setting.RESCUE_BOOT_MINUTES, 1, 100_000)),
        Duration.ofSeconds(number(Setting.RESCUE_SILENCE_SECONDS, 10, 100_000)));
  }

  /// Where this machine's own Agent looks for its session; empty: this machine is not rescued.
  Optional<Path> ownMachine() {
    return isSet(Setting.OWN_MACHINE) ? Optional.of(path(Setting.OWN_MACHINE)) : Optional.empty();
  }

  /// The most that one repair may save.
  long savedBytes() {
    return (long) number(Setting.REPAIR_SAVED_MEGABYTES, 1, 1024) << 20;
  }

  /// Empty: no DHCP.
  Optional<DhcpSettings> dhcp() {
    if (!isSet(Setting.DHCP_INTERFACE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new DhcpSettings(
              text(Setting.DHCP_INTERFACE),
              text(Setting.DHCP_RANGE),
              flag(Setting.DHCP_PROXY),
              flag(Setting.DHCP_ANNOUNCE),
              bootUrl().toString(),
              folder.resolve("dhcp.leases")));
    } catch (IllegalArgumentException e) {
      throw new StartFailed(String.valueOf(e.getMessage()));
    }
  }

  /// Empty: mails are kept in the outbox.
  Optional<SmtpSettings> mail() {
    if (!isSet(Setting.MAIL_SMTP_HOST)) {
      return Optional.empty();
    }
    Optional<SmtpSettings.Login> login =
        isSet(Setting.MAIL_SMTP_USER)
            ? Optional.of(
                new SmtpSettings.Login(
                    text(Setting.MAIL_SMTP_USER), text(Setting.MAIL_SMTP_PASSWORD)))
            : Optional.empty();
    try {
      return Optional.of(
          new SmtpSettings(
              text(Setting.MAIL_SMTP_HOST),
              port(Setting.MAIL_SMTP_PORT),
              SmtpSettings.Security.named(text(Setting.MAIL_SMTP_SECURITY)),
              login,
              text(Setting.MAIL_FROM)));
    } catch (IllegalArgumentException e) {
      throw new StartFailed(String.valueOf(e.getMessage()));
    }
  }

  /// Whose word on a client's address is taken.
  TrustedProxies trustedProxies() {
    try {
      return TrustedProxies.of(text(Setting.WEB_TRUSTED_PROXIES));
    } catch (IllegalArgumentException e) {
      throw new StartFailed(Setting.WEB_TRUSTED_PROXIES.key() + ": " + e.getMessage());
    }
  }

  /// Who gets a mail for each incident; empty: nobody does.
  Optional<String> supportEmail() {
    String address = text(Setting.SUPPORT_EMAIL);
    if (isSet(Setting.SUPPORT_EMAIL) && !address.matches("[^@\\s<>,]+@[^@\\s<>,]+")) {
      throw new StartFailed("support.email is not an e-mail address: " + address);
    }
    return Optional.of(address).filter(text -> !text.isEmpty());
  }

  @Override
  public String toString() {
    return "Configuration[" + folder + "]";
  }
}
