package org.lifeboot.manager.sigkill;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.SessionFile;

/// A Manager and an Agent that has a volume open. Prints the address of its volumes in the API and
/// a header that lets one in, and runs until its input ends.
///
/// Arguments: folder, the folder to look into, then the command that starts the Agent.
public final class DownloadBench {

  private DownloadBench() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    List<String> words = new ArrayList<>(List.of(arguments).subList(2, arguments.length));
    Path run = Files.createDirectories(folder.resolve("run"));
    words.add(run.toString());
    words.add(arguments[1]);
    try (var manager = new BenchManager(Files.createDirectories(folder.resolve("data")))) {
      SessionFile session = manager.boot();
      Files.writeString(run.resolve("session.json"), new Codec().write(session));
      Process agent =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(run.resolve("log").toFile())
              .start();
      try {
        serve(manager, "/api/v1/sessions/" + session.sessionId() + "/volumes");
      } finally {
        agent.destroyForcibly().waitFor();
      }
    }
  }

  private static void serve(BenchManager manager, String volumes) throws Exception {
    HttpRequest open =
        manager
            .request(volumes + "/open")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"volume\":\"/dev/bench\"}"))
            .build();
    await(open);
    System.out.println(manager.web().resolve(volumes));
    System.out.println("Authorization: " + open.headers().firstValue("Authorization").orElse(""));
    System.out.flush();
    System.in.readAllBytes();
  }

  private static void await(HttpRequest open) throws Exception {
    String last = "";
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < 300; i++) {
        var answer = client.send(open, BodyHandlers.ofString());
        last = answer.statusCode() + " " + answer.body();
        if (answer.statusCode() == 200) {
          return;
        }
        Thread.sleep(200);
      }
    }
    throw new IllegalStateException("the volume could not be opened: " + last);
  }
}
