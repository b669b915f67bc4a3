package org.lifeboot.manager.sigkill;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.Crypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.protocol.AgentCommand;
import org.lifeboot.protocol.RefusalCode;
import org.lifeboot.protocol.SessionFile;

/// Invariant 8, the Manager loses nothing: several servers play the whole story again and again
/// while the Manager is killed with SIGKILL at random moments.
final class SigkillTest {

  private static final int KILLS = Integer.getInteger("lifeboot.kills", 52);
  private static final int PLAYERS = 5;
  private static final int MOST_TICKS = 60;
  private static final Duration LONGEST_LIFE = Duration.ofSeconds(20);
  private static final Pattern PASSWORD = Pattern.compile("Password: (\\S{16,})");

  @TempDir Path folder;

  private final StoryClock clock = new StoryClock();
  private final AtomicInteger stories = new AtomicInteger();

  @Test
  void everyStoryEndsHoweverOftenTheManagerIsKilled() throws Exception {
    long seed = Long.getLong("lifeboot.seed", System.nanoTime());
    System.out.println("SigkillTest: seed " + seed + " (-Dlifeboot.seed)");
    int[] ports = freePorts(4);
    GreenMail mails = new GreenMail(new ServerSetup(ports[3], "127.0.0.1", "smtp"));
    mails.start();
    try (ManagerProcess manager = new ManagerProcess(folder, settings(folder, ports));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      manager.start();
      Api api = new Api(URI.create("http://127.0.0.1:" + ports[0]), clock);
      api.logIn(manager.adminPassword());
      manager.stop(); // orderly, for once: this writes the class archive for the next starts
      manager.start();
      List<Future<List<String>>> players = new ArrayList<>();
      for (int i = 0; i < PLAYERS; i++) {
        int player = i;
        players.add(threads.submit(() -> play(player, api, ports, mails)));
      }
      kill(manager, new Random(seed));
      List<String> problems = new ArrayList<>();
      for (Future<List<String>> player : players) {
        problems.addAll(outcome(player));
      }
      System.out.println("SigkillTest: " + KILLS + " kills, " + stories.get() + " stories");
      assertThat(problems).as("seed %d, log:%n%s", seed, manager.log()).isEmpty();
      assertThat(stories.get()).isGreaterThanOrEqualTo(PLAYERS);
    } finally {
      mails.stop();
    }
  }

  private static List<String> outcome(Future<List<String>> player) throws InterruptedException {
    try {
      return player.get();
    } catch (ExecutionException e) {
      return List.of(String.valueOf(e.getCause()));
    }
  }

  private void kill(ManagerProcess manager, Random random) throws InterruptedException {
    try {
      for (int i = 0; i < KILLS; i++) {
        await(random.nextInt(MOST_TICKS));
        Thread.sleep(random.nextInt(40));
        manager.kill();
        manager.start();
      }
    } finally {
      clock.killingEnded();
    }
  }

  /// Waits until the Manager has answered so often.
  private void await(int ticks) throws InterruptedException {
    long enough = clock.ticks() + ticks;
    Instant end = Instant.now().plus(LONGEST_LIFE);
    while (clock.ticks() < enough && Instant.now().isBefore(end)) {
      Thread.sleep(5);
    }
  }

  static int[] freePorts(int count) throws IOException {
    int[] ports = new int[count];
    List<ServerSocket> sockets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sockets.add(new ServerSocket(0));
      ports[i] = sockets.getLast().getLocalPort();
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return ports;
  }

  static Map<String, String> settings(Path folder, int[] ports)
      throws IOException, GeneralSecurityException {
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
        Map.entry("agent.bundle", agent.toString()),
        Map.entry("mail.smtp.host", "127.0.0.1"),
        Map.entry("mail.smtp.port", "" + ports[3]),
        Map.entry("mail.from", "rescue@example.org"));
  }

  private static void image(Path image) throws IOException, GeneralSecurityException {
    List<String> files = new ArrayList<>();
    for (String name :
        List.of("vmlinuz", "initrd.img", "filesystem.squashfs", "memtest.bin", "memtest.efi")) {
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

  /// Plays stories until the killing has ended.
  private List<String> play(int player, Api api, int[] ports, GreenMail mails) throws Exception {
    List<String> problems = new ArrayList<>();
    for (int story = 0; clock.killing() && problems.isEmpty(); story++) {
      String name = "p" + player + "-" + story;
      String mac = "52-54-00-%02x-%02x-%02x".formatted(player, story >> 8, story & 0xff);
      tell(api, ports, mails, name, mac).ifPresent(problem -> problems.add(name + ": " + problem));
      stories.incrementAndGet();
    }
    return problems;
  }

  /// One story.
  ///
  /// @return what went wrong
  private Optional<String> tell(Api api, int[] ports, GreenMail mails, String name, String mac)
      throws Exception {
    String server = "/api/v1/servers/" + name;
    // An answer that was lost makes the second one a conflict: that is success, too.
    api.call(
        "POST",
        "/api/v1/servers",
        Map.of(
            "name",
            name,
            "macAddresses",
            List.of(mac),
            "ownerEmail",
            name + "@example.org",
            "power",
            Map.of("driver", "none")));
    api.call("PUT", server + "/netboot", Map.of("netboot", "rescue", "password", true));

    SimulatedBoot boot = new SimulatedBoot(URI.create("http://127.0.0.1:" + ports[2]), mac, clock);
    Optional<SessionFile> file = boot.boot();
    while (file.isEmpty() && !clock.late()) {
      Thread.sleep(200);
      file = boot.boot();
    }
    if (file.isEmpty()) {
      return Optional.of("never booted: " + api.call("GET", server, Map.of()).body());
    }
    SimulatedAgent agent = new SimulatedAgent(file.get(), clock);
    Thread running = Thread.ofVirtual().start(() -> run(agent));
    Optional<String> problem = leave(api, server, name, mails);
    running.join();
    if (problem.isPresent()) {
      return problem;
    }
    return ended(api, server, name, file.get(), agent, mails);
  }

  private static void run(SimulatedAgent agent) {
    try {
      agent.runUntilRebooted();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for session and mail, then asks for the way back.
  private Optional<String> leave(Api api, String server, String name, GreenMail mails)
      throws InterruptedException, MessagingException, IOException {
    while (!sshReady(api, server) || passwords(mails, name).isEmpty()) {
      if (clock.late()) {
        return Optional.of("stuck, no mail: " + api.call("GET", server, Map.of()).body());
      }
      Thread.sleep(100);
    }
    Optional<String> problem = check(api, server);
    if (problem.isPresent()) {
      return problem;
    }
    api.call("PUT", server + "/netboot", Map.of("netboot", "disk"));
    // Asked again after a lost answer, the session may be over already, and the server has no power
    // driver: refused, and nothing is missing.
    api.call("POST", server + "/reboot", Map.of("how", "soft"));
    return Optional.empty();
  }

  /// Asks for a check, and waits for its verdict.
  private Optional<String> check(Api api, String server) throws InterruptedException {
    Object session = api.call("GET", server, Map.of()).part("session").get("id");
    String checks = "/api/v1/sessions/" + session + "/checks";
    api.call("POST", checks, Map.of("checks", List.of(Map.of("check", "raid"))));
    String known = String.valueOf(api.call("GET", checks, Map.of()).body());
    while (known.contains("state=waiting") || known.contains("state=running")) {
      if (clock.late()) {
        return Optional.of("stuck, no verdict: " + known);
      }
      Thread.sleep(100);
      known = String.valueOf(api.call("GET", checks, Map.of()).body());
    }
    return known.contains("verdict=passed")
        ? Optional.empty()
        : Optional.of("no check has passed: " + known);
  }

  @SuppressWarnings("unchecked")
  private static boolean sshReady(Api api, String server) throws InterruptedException {
    Map<String, Object> session = api.call("GET", server, Map.of()).part("session");
    return session.get("credentials") instanceof Map<?, ?> credentials
        && Boolean.TRUE.equals(((Map<String, Object>) credentials).get("sshReady"));
  }

  private Optional<String> ended(
      Api api, String server, String name, SessionFile file, SimulatedAgent agent, GreenMail mails)
      throws Exception {
    String state = state(api, server);
    while (!state.equals("ended") && !clock.late()) {
      Thread.sleep(100);
      state = state(api, server);
    }
    if (!state.equals("ended")) {
      return Optional.of("stuck: " + api.call("GET", server, Map.of()).body());
    }
    Set<String> passwords = passwords(mails, name);
    if (passwords.size() != 1) {
      return Optional.of("mails with " + passwords.size() + " different passwords");
    }
    List<AgentCommand.ApplyCredentials> applied = agent.applied();
    String password = passwords.iterator().next();
    if (applied.isEmpty()
        || !applied.stream()
            .allMatch(
                login ->
                    login.passwordHash().equals(Crypt.crypt(password, login.passwordHash())))) {
      return Optional.of("the mail's password is not the one in the rescue system");
    }
    return refusedNow(file);
  }

  /// The token is worthless now.
  private Optional<String> refusedNow(SessionFile file) throws InterruptedException {
    SimulatedAgent late = new SimulatedAgent(file, clock);
    late.runUntilRebooted();
    return late.refusal().equals(Optional.of(RefusalCode.SESSION_OVER))
        ? Optional.empty()
        : Optional.of("after the end the token was answered with " + late.refusal());
  }

  private static String state(Api api, String server) throws InterruptedException {
    return String.valueOf(api.call("GET", server, Map.of()).part("session").get("state"));
  }

  private static Set<String> passwords(GreenMail mails, String name)
      throws MessagingException, IOException {
    List<String> texts = new ArrayList<>();
    for (Message mail : mails.getReceivedMessagesForDomain(name + "@example.org")) {
      texts.add(String.valueOf(mail.getContent()));
    }
    return texts.stream().flatMap(SigkillTest::password).collect(Collectors.toSet());
  }

  private static Stream<String> password(String text) {
    Matcher password = PASSWORD.matcher(text);
    return password.find() ? Stream.of(password.group(1)) : Stream.of("no password in the mail");
  }
}
