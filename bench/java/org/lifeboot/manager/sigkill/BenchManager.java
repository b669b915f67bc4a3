package org.lifeboot.manager.sigkill;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.protocol.SessionFile;

/// The real Manager in a process of its own, with one server that has been booted into rescue as
/// its firmware would do it.
final class BenchManager implements AutoCloseable {

  static final String SERVER = "bench";
  private static final String MAC = "52-54-00-be-9c-01";

  private final int[] ports = freePorts(3);
  private final StoryClock clock = new StoryClock();
  private final ManagerProcess process;
  private final Api api;

  BenchManager(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
    process = new ManagerProcess(folder, settings(folder), List.of());
    process.start();
    api = new Api(web(), clock);
    api.logIn(process.adminPassword());
  }

  URI web() {
    return URI.create("http://127.0.0.1:" + ports[0]);
  }

  Api api() {
    return api;
  }

  /// Registers the server, asks for rescue and plays iPXE.
  SessionFile boot() throws InterruptedException {
    String server = "/api/v1/servers/" + SERVER;
    api.call(
        "POST",
        "/api/v1/servers",
        Map.of(
            "name",
            SERVER,
            "macAddresses",
            List.of(MAC),
            "ownerEmail",
            "owner@example.org",
            "power",
            Map.of("driver", "none")));
    api.call("PUT", server + "/netboot", Map.of("netboot", "rescue", "password", true));
    var boot = new SimulatedBoot(URI.create("http://127.0.0.1:" + ports[2]), MAC, clock);
    Optional<SessionFile> file = boot.boot();
    return file.orElseThrow(() -> new IllegalStateException("no session was handed out"));
  }

  /// The API's answer as it is, to a program with a token of its own.
  HttpRequest.Builder request(String path) throws InterruptedException {
    Map<String, Object> login = Map.of("name", "admin", "password", process.adminPassword());
    String token = api.call("POST", "/api/v1/tokens", login).text("token");
    return HttpRequest.newBuilder(web().resolve(path)).header("Authorization", "Bearer " + token);
  }

  /// A password for the page, made anew.
  String newPassword(String session) throws InterruptedException {
    return api.call("POST", "/api/v1/sessions/" + session + "/password", Map.of()).text("password");
  }

  private static int[] freePorts(int count) {
    int[] ports = new int[count];
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0));
        ports[i] = sockets.getLast().getLocalPort();
      }
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return ports;
  }

  private Map<String, String> settings(Path folder) throws IOException, GeneralSecurityException {
    Path image = Files.createDirectories(folder.resolve("image"));
    Path agent = Files.writeString(folder.resolve("agent.squashfs"), "agent");
    image(image);
    return Map.ofEntries(
        Map.entry("web.port", "" + ports[0]),
        Map.entry("web.url", "http://127.0.0.1:" + ports[0]),
        Map.entry("agent.address", "127.0.0.1"),
        Map.entry("agent.port", "" + ports[1]),
        Map.entry("agent.url", "wss://127.0.0.1:" + ports[1] + "/agent"),
        Map.entry("boot.address", "127.0.0.1"),
        Map.entry("boot.port", "" + ports[2]),
        Map.entry("boot.url", "http://127.0.0.1:" + ports[2]),
        Map.entry("image.folder", image.toString()),
        Map.entry("agent.bundle", agent.toString()));
  }

  private static void image(Path image) throws IOException, GeneralSecurityException {
    List<String> files = new ArrayList<>();
    for (String name : List.of("vmlinuz", "initrd.img", "filesystem.squashfs")) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      Files.write(image.resolve(name), bytes);
      String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      files.add(
          "\"%s\":{\"sizeBytes\":%d,\"sha256\":\"%s\"}".formatted(name, bytes.length, sha256));
    }
    Files.writeString(
        image.resolve("image.json"),
        "{\"id\":\"0123456789abcdef0123\",\"kernelArguments\":\"boot=live\",\"kernel\":\"6.12\",\"files\":{"
            + String.join(",", files)
            + "}}");
  }

  @Override
  public void close() {
    process.close();
  }
}
