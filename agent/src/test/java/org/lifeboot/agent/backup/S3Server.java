package org.lifeboot.agent.backup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// S3Proxy (org.gaul) over a folder: an S3 server that checks every request's signature.
final class S3Server implements AutoCloseable {

  static final String KEY = "lifeboot";
  static final String SECRET = "the-secret-of-the-key";

  private static final Path JAR = Path.of("target/s3/s3proxy.jar");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final int port;

  private S3Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// @param folder for its settings and what it keeps
  static S3Server start(Path folder) throws IOException, InterruptedException {
    int port = freePort();
    Path kept = Files.createDirectories(folder.resolve("kept"));
    Path settings =
        Files.writeString(
            folder.resolve("s3proxy.conf"),
            """
            s3proxy.endpoint=http://127.0.0.1:%d
            s3proxy.authorization=aws-v2-or-v4
            s3proxy.identity=%s
            s3proxy.credential=%s
            jclouds.provider=filesystem
            jclouds.identity=local
            jclouds.credential=local
            jclouds.filesystem.basedir=%s
            """
                .formatted(port, KEY, SECRET, kept));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-Xmx128m",
                "-jar",
                JAR.toAbsolutePath().toString(),
                "--properties",
                settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("s3proxy.log").toFile())
            .start();
    var server = new S3Server(process, port);
    server.awaitItsPort(folder.resolve("s3proxy.log"));
    return server;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitItsPort(Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!listening()) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
        close();
        throw new IOException("the S3 server did not start: " + Files.readString(log));
      }
    }
  }

  private boolean listening() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /// As restic names it.
  String repository() {
    return "s3:http://127.0.0.1:" + port + "/bucket/of-web-1";
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
