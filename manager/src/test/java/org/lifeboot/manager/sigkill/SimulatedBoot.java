package org.lifeboot.manager.sigkill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.SessionFile;

/// What firmware and iPXE do: fetch the script and all it names, and begin again when something
/// broke off.
final class SimulatedBoot {

  private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");
  private static final Pattern JSON = Pattern.compile("\\{\"sessionId\".*?\\}");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI root;
  private final String mac;
  private final StoryClock clock;

  SimulatedBoot(URI root, String mac, StoryClock clock) {
    this.root = root;
    this.clock = clock;
    this.mac = mac;
  }

  /// Boots once.
  ///
  /// @return the session file; empty when the script said disk, or when the boot broke off
  Optional<SessionFile> boot() throws InterruptedException {
    try {
      String script = text(root.resolve("/boot/ipxe?mac=" + mac + "&ip=192.0.2.50"));
      List<URI> files = files(script);
      for (URI file :
          files.stream().filter(file -> !file.toString().contains("session")).toList()) {
        text(file);
      }
      Optional<URI> session =
          files.stream().filter(file -> file.toString().contains("session.img")).findFirst();
      return session.isPresent() ? sessionFile(text(session.get())) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<URI> files(String script) {
    List<URI> files = new ArrayList<>();
    for (String line : script.lines().toList()) {
      Matcher address = ADDRESS.matcher(line);
      if ((line.startsWith("kernel") || line.startsWith("initrd")) && address.find()) {
        files.add(URI.create(address.group()));
      }
    }
    return files;
  }

  private String text(URI address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build();
    var answer = http.send(request, BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    if (answer.statusCode() != 200) {
      throw new IOException(address.getPath() + ": " + answer.statusCode());
    }
    clock.tick();
    return answer.body();
  }

  private static Optional<SessionFile> sessionFile(String cpio) {
    Matcher json = JSON.matcher(cpio);
    return json.find() ? Optional.of(new Codec().sessionFile(json.group())) : Optional.empty();
  }
}
