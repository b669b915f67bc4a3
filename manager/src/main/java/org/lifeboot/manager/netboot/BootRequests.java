package org.lifeboot.manager.netboot;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.lifeboot.manager.server.MacAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is answered on the boot port. Thread-safe.
final class BootRequests {

  private static final Logger LOG = LoggerFactory.getLogger(BootRequests.class);

  /// A server with four cards sends five.
  private static final int MOST_ADDRESSES = 8;

  private final BootDesk desk;
  private final ImageCatalog images;
  private final AgentImage agent;
  private final BootFiles files;
  private final MediumFile medium;
  private final URI manager;
  private final RequestRate scripts = new RequestRate(100, 5, 10_000, InstantSource.system());

  BootRequests(BootDesk desk, BootListener.Content content, URI manager) {
    this.desk = desk;
    this.images = content.images();
    this.agent = content.agent();
    this.files = new BootFiles(images, agent);
    this.medium = content.medium();
    this.manager = manager;
  }

  void start(Context context) {
    script(context, IpxeScript.start());
  }

  /// For GRUB that the firmware's HTTP Boot has loaded: it looks for its script here.
  void startGrub(Context context) {
    String text = GrubScript.start(manager);
    if (context.method().equals(HandlerType.HEAD)) {
      length(context, text.length());
    } else {
      script(context, text);
    }
  }

  void ipxe(Context context) throws UnknownHostException {
    script(context, (_, _) -> new IpxeScript());
  }

  void grub(Context context) throws UnknownHostException {
    script(context, (mac, answer) -> new GrubScript(mac, answer.loader()), GrubScript::padded);
  }

  /// The same for every server and whatever it boots, so that nobody need be asked.
  void grubLength(Context context) {
    length(context, GrubScript.BYTES);
  }

  void sessionLength(Context context) {
    length(context, SessionImage.BYTES);
  }

  private static void length(Context context, int bytes) {
    context.header("Cache-Control", "no-store").header("Content-Length", Integer.toString(bytes));
  }

  /// For a running Linux that its owner starts the rescue system from.
  void startKexec(Context context) {
    script(context, KexecScript.start(manager));
  }

  void kexec(Context context) throws UnknownHostException {
    script(context, (_, _) -> new KexecScript());
  }

  private void script(Context context, BiFunction<MacAddress, BootAnswer, BootScript> language)
      throws UnknownHostException {
    script(context, language, UnaryOperator.identity());
  }

  private void script(
      Context context,
      BiFunction<MacAddress, BootAnswer, BootScript> language,
      UnaryOperator<String> finish)
      throws UnknownHostException {
    if (!scripts.allows(InetAddress.getByName(context.ip()))) {
      context.status(429);
      return;
    }
    var client = client(context);
    var cards = macAddresses(context.queryParams("mac"));
    for (var mac : cards) {
      var answer = desk.bootAsked(mac, client);
      if (answer.isPresent()) {
        var text = script(answer.get(), client, language.apply(mac, answer.get()));
        script(context, finish.apply(text));
        return;
      }
    }
    if (!cards.isEmpty()) {
      desk.strangerAsked(List.copyOf(cards), client);
    }
    context.status(404);
  }

  void imageFile(Context context) throws IOException {
    send(context, files.ofImage(context.pathParam("digest"), context.pathParam("file")));
  }

  void agentFile(Context context) throws IOException {
    send(context, files.ofAgent(context.pathParam("digest")));
  }

  /// The signed programs before GRUB's script: the same for every server, and no secret.
  void program(Context context) throws IOException {
    sendNamed(context, files.program(context.pathParam("file")));
  }

  /// For controllers, which may read it in pieces, as the server reads its CD. There is no secret
  /// in it.
  void medium(Context context) throws IOException {
    Optional<BootDesk.Seat> seat =
        medium.isSet() ? desk.seat(context.pathParam("server")) : Optional.empty();
    sendNamed(context, seat.isEmpty() ? Optional.empty() : medium.served(seat.get()));
  }

  /// Under an address that stays when its content changes.
  private static void sendNamed(Context context, Optional<ServedFile> found) throws IOException {
    if (found.isEmpty()) {
      context.status(404);
      return;
    }
    var file = found.get();
    var range = file.asked(context);
    if (range.isEmpty()) {
      context.status(416).header("Content-Range", "bytes */" + file.sizeBytes());
      return;
    }
    file.head(context, range.get());
    context.header("Cache-Control", "no-cache");
    if (context.method().equals(HandlerType.GET)) {
      file.send(context, range.get());
    }
  }

  void sessionFile(Context context) {
    var file = bootId(context).flatMap(desk::takeSessionFile).map(SessionImage::of);
    if (file.isEmpty()) {
      context.status(410);
      return;
    }
    length(context, file.get().length);
    context.contentType("application/octet-stream").result(file.get());
  }

  /// The Manager is in trouble, not the server: whatever it was, the server goes on to its disk.
  void failed(Exception failure, Context context) {
    LOG.error("boot port: answering {} {} failed", context.method(), context.path(), failure);
    context.status(503).result("");
  }

  private String script(BootAnswer answer, BootClient client, BootScript script) {
    return switch (answer) {
      case BootAnswer.Memtest(BootId boot, String serverName, _) ->
          memtest(boot, serverName, client, script);
      case BootAnswer.FromDisk(String serverName, _) -> script.fromDisk(serverName);
      case BootAnswer.Rescue rescue -> rescue(rescue, script);
    };
  }

  private String rescue(BootAnswer.Rescue rescue, BootScript script) {
    var name = rescue.serverName();
    return switch (images.image()) {
      case ImageCatalog.Answer.Missing(String reason) -> notPossible(name, reason, script);
      case ImageCatalog.Answer.Ready image ->
          switch (agent.image()) {
            case AgentImage.Answer.Missing(String reason) -> notPossible(name, reason, script);
            case AgentImage.Answer.Ready ready -> {
              var description = image.description();
              yield script.rescue(
                  name,
                  BootAddresses.of(manager, rescue.boot(), description.id(), ready.digest()),
                  description.kernelArguments() + KernelNetwork.words(rescue.network()));
            }
          };
    };
  }

  private String memtest(BootId boot, String name, BootClient client, BootScript script) {
    var file = ImageCatalog.memtest(client.platform());
    return switch (images.memtest()) {
      case ImageCatalog.Answer.Missing(String reason) -> {
        LOG.error("server {} cannot boot Memtest86+: {}", name, reason);
        yield script.notPossible("Memtest86+", name);
      }
      case ImageCatalog.Answer.Ready(_, var image) ->
          script.memtest(name, BootAddresses.memtest(manager, boot, image.id(), file));
    };
  }

  private static String notPossible(String name, String reason, BootScript script) {
    LOG.error("server {} cannot boot the rescue system: {}", name, reason);
    return script.notPossible("the rescue system", name);
  }

  private void send(Context context, Optional<BootFiles.Found> asked) throws IOException {
    var boot = bootId(context);
    if (boot.isEmpty() || asked.isEmpty()) {
      context.status(404);
      return;
    }
    var file = asked.get().file();
    var range = file.asked(context);
    if (range.isEmpty()) {
      context.status(416).header("Content-Range", "bytes */" + file.sizeBytes());
      return;
    }
    if (context.method().equals(HandlerType.HEAD)) {
      file.head(context, range.get());
      return;
    }
    send(context, boot.get(), asked.get(), range.get());
  }

  private void send(Context context, BootId boot, BootFiles.Found found, ByteRange range)
      throws IOException {
    var file = found.file();
    if (!desk.fileFetched(boot, found.kind(), new Fetch.Started(file.sizeBytes()))) {
      context.status(404);
      return;
    }
    file.head(context, range);
    var startNanos = System.nanoTime();
    var sent = file.send(context, range);
    if (found.kind() == BootFile.SQUASHFS || found.kind() == BootFile.MEMTEST) {
      var took = Duration.ofNanos(System.nanoTime() - startNanos);
      desk.fileFetched(boot, found.kind(), ended(sent, range, took));
    }
  }

  private static Fetch ended(long sentBytes, ByteRange range, Duration took) {
    return sentBytes == range.length()
        ? new Fetch.Finished(sentBytes, took)
        : new Fetch.Broken(sentBytes, took);
  }

  /// With its length, because a firmware's HTTP client does not read an answer in chunks.
  private static void script(Context context, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    length(context, bytes.length);
    context.contentType("text/plain").result(bytes);
  }

  private static Optional<BootId> bootId(Context context) {
    var text = context.pathParam("boot");
    return text.matches("[0-9a-f]{32}") ? Optional.of(new BootId(text)) : Optional.empty();
  }

  /// In the order in which iPXE sent them, each once; what is not an address is a card that is not
  /// there.
  private static Set<MacAddress> macAddresses(List<String> texts) {
    var found = new LinkedHashSet<MacAddress>();
    for (var text : texts.stream().limit(MOST_ADDRESSES).toList()) {
      try {
        found.add(new MacAddress(text));
      } catch (IllegalArgumentException _) {
        // Empty, or somebody trying things out.
      }
    }
    return found;
  }

  private static BootClient client(Context context) {
    return new BootClient(
        text(context, "ip"),
        text(context, "dhcp"),
        text(context, "product"),
        text(context, "serial"),
        text(context, "platform"));
  }

  private static String text(Context context, String name) {
    return Optional.ofNullable(context.queryParam(name)).orElse("");
  }
}
