package org.lifeboot.manager;

import java.util.Arrays;
import java.util.Optional;

/// A key of lifeboot.properties. The list is closed: an unknown key fails the start.
enum Setting {
  WEB_ADDRESS("web.address", "127.0.0.1", "where pages and API listen"),
  WEB_PORT("web.port", "8080", "their port"),
  WEB_URL("web.url", "http://127.0.0.1:8080", "their public address, as it stands in links"),
  WEB_TRUSTED_PROXIES(
      "web.trusted.proxies",
      "",
      "reverse proxies in front of the pages, as in 10.0.0.5,192.168.0.0/16: their X-Forwarded-For is"
          + " believed; empty: nobody's is"),
  WEB_TLS(
      "web.tls",
      "false",
      "true: pages and API speak TLS themselves, with this Manager's own certificate (the Agents'"
          + " door has the same); false: plain, for a reverse proxy in front"),
  AGENT_ADDRESS("agent.address", "0.0.0.0", "where the Agents' door listens (TLS)"),
  AGENT_PORT("agent.port", "8443", "its port"),
  AGENT_URL(
      "agent.url",
      "",
      "what rescue systems dial; empty: wss://this host's address:agent.port/agent"),
  AGENT_STREAM_URL(
      "agent.stream.url",
      "",
      "where rescue systems bring files and terminals; several Managers each set their own; empty:"
          + " agent.url"),
  BOOT_ADDRESS("boot.address", "0.0.0.0", "where boot files are served (HTTP, nothing else)"),
  BOOT_PORT("boot.port", "8081", "its port"),
  BOOT_URL("boot.url", "", "what servers fetch from; empty: http://this host's address:boot.port"),
  MEDIUM_FILE(
      "medium.file",
      "",
      "the rescue ISO that ./lifeboot medium --manager BOOT.URL has built, for the virtual media of"
          + " controllers with Redfish; empty: none"),
  MEDIUM_URL(
      "medium.url",
      "",
      "what controllers fetch it from, when they do not reach boot.url, as in http://10.9.0.5:8081;"
          + " empty: boot.url"),
  STORE_URL("store.url", "", "jdbc:postgresql://host/database; empty: SQLite in the data folder"),
  STORE_USER("store.user", "", "user of the PostgreSQL database"),
  STORE_PASSWORD("store.password", "", "its password"),
  SECRET_KEY_FILE(
      "secret.key.file",
      "",
      "the key that passwords of management controllers are sealed with; keep a copy apart from the"
          + " database's; several Managers share it; empty: secret.key in the data folder"),
  IMAGE_FOLDER("image.folder", "", "folder of the rescue system that ./lifeboot image has built"),
  AGENT_BUNDLE("agent.bundle", "", "the Agent's squashfs, injected at boot"),
  MAIL_SMTP_HOST("mail.smtp.host", "", "mail server; empty: mails are kept on the outbox page"),
  MAIL_SMTP_PORT("mail.smtp.port", "25", "its port"),
  MAIL_SMTP_SECURITY("mail.smtp.security", "none", "none, starttls or tls"),
  MAIL_SMTP_USER("mail.smtp.user", "", "log-in at the mail server; empty: none"),
  MAIL_SMTP_PASSWORD("mail.smtp.password", "", "its password"),
  MAIL_FROM("mail.from", "", "sender of the mails"),
  SUPPORT_EMAIL("support.email", "", "gets a mail for each support incident; empty: nobody does"),
  RESCUE_CHOICE_MINUTES(
      "rescue.choice.minutes", "60", "a server that does not netboot within this boots its disk"),
  RESCUE_BOOT_MINUTES(
      "rescue.boot.minutes", "20", "a rescue system that is not up within this has failed"),
  RESCUE_SILENCE_SECONDS(
      "rescue.silence.seconds", "90", "an Agent that is silent for this long is lost"),
  REPAIR_SAVED_MEGABYTES(
      "repair.saved.megabytes",
      "1024",
      "the most that one repair may save here first, to be undone; a larger one is not done"),
  DHCP_INTERFACE("dhcp.interface", "", "network interface for DHCP and TFTP; empty: none"),
  DHCP_RANGE(
      "dhcp.range",
      "",
      "addresses to give out, as in 10.77.0.50,10.77.0.99; IPv6: fd00:77::50,fd00:77::99, or"
          + " fd00:77::/64 where servers make their own"),
  DHCP_PROXY("dhcp.proxy", "false", "true: stand beside the site's own DHCP server"),
  DHCP_ANNOUNCE(
      "dhcp.announce",
      "false",
      "IPv6, true: tell servers what network it is, by router advertisements, where no router does"),
  OWN_MACHINE(
      "own.machine",
      "",
      "the Agent's folder on this machine: this very machine is rescued, as from the medium; empty:"
          + " others are");

  private final String key;
  private final String usual;
  private final String explanation;

  Setting(String key, String usual, String explanation) {
    this.key = key;
    this.usual = usual;
    this.explanation = explanation;
  }

  String key() {
    return key;
  }

  /// The value when none is set.
  String usual() {
    return usual;
  }

  /// One line for `--help`.
  String explanation() {
    return explanation;
  }

  static Optional<Setting> named(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }

  /// The setting whose key is the most like this.
  static Setting nearest(String key) {
    Setting nearest = WEB_ADDRESS;
    for (Setting setting : values()) {
      if (distance(setting.key, key) < distance(nearest.key, key)) {
        nearest = setting;
      }
    }
    return nearest;
  }

  /// How many letters must be put in, left out or changed (Levenshtein).
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
