package org.lifeboot.lab.manager;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The readable text of a mail as it came over the wire (RFC 5322, RFC 2045): of a mail of one
/// part, or of the first part of several. Text is UTF-8.
public final class MailText {

  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";\\s]+)");

  private MailText() {}

  public static String of(String mail) {
    var lines = mail.replace("\r\n", "\n");
    var end = lines.indexOf("\n\n");
    if (end < 0) {
      return "";
    }
    var headers = lines.substring(0, end).replaceAll("\n[ \t]+", " ");
    var body = lines.substring(end + 2);
    var boundary = BOUNDARY.matcher(headers);
    if (header(headers, "content-type").startsWith("multipart/") && boundary.find()) {
      var parts = body.split(Pattern.quote("--" + boundary.group(1)), 3);
      return parts.length > 1 ? of(parts[1].stripLeading()) : "";
    }
    return decoded(body, header(headers, "content-transfer-encoding"));
  }

  /// A header's value in lower case, or "".
  private static String header(String headers, String name) {
    return headers
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .findFirst()
        .map(line -> line.substring(name.length() + 1).strip().toLowerCase(Locale.ROOT))
        .orElse("");
  }

  /// The subject line, as sent.
  public static Optional<String> subject(String mail) {
    return mail.lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.startsWith("Subject: "))
        .map(line -> line.substring("Subject: ".length()))
        .findFirst();
  }

  private static String decoded(String body, String encoding) {
    return switch (encoding) {
      case "base64" ->
          new String(Base64.getMimeDecoder().decode(body.strip()), StandardCharsets.UTF_8);
      case "quoted-printable" -> quotedPrintable(body);
      default -> new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    };
  }

  private static String quotedPrintable(String body) {
    var joined = body.replace("=\n", "");
    var bytes = new ByteArrayOutputStream();
    for (int at = 0; at < joined.length(); at++) {
      if (joined.charAt(at) == '=' && at + 2 < joined.length()) {
        bytes.write(Integer.parseInt(joined.substring(at + 1, at + 3), 16));
        at += 2;
      } else {
        bytes.write(joined.charAt(at));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
