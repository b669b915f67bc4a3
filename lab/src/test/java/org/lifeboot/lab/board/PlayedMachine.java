package org.lifeboot.lab.board;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A machine without any: its firmware does as it is told, and its installed system shuts down when
/// it is asked. From the network and from a medium it boots as iPXE does: it asks what to boot.
final class PlayedMachine implements Machine {

  final List<String> boots = new CopyOnWriteArrayList<>();
  private final Optional<URI> bootScript;
  private volatile boolean on = true;

  /// A machine on no network.
  PlayedMachine() {
    this(Optional.empty());
  }

  /// @param bootScript what iPXE asks for
  PlayedMachine(Optional<URI> bootScript) {
    this.bootScript = bootScript;
  }

  @Override
  public boolean on() {
    return on;
  }

  @Override
  public void powerOn(BootFirst first, Optional<Path> medium) {
    on = true;
    boots.add(first + medium.map(file -> " " + file.getFileName()).orElse(""));
    if (first == BootFirst.NETWORK || (first == BootFirst.CD && medium.isPresent())) {
      bootScript.ifPresent(PlayedMachine::ask);
    }
  }

  private static void ask(URI script) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      http.send(HttpRequest.newBuilder(script).build(), BodyHandlers.discarding());
    } catch (IOException e) {
      throw new AssertionError("the Manager does not answer " + script, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void changeMedium(Optional<Path> medium) {
    // Read at the next power-on only.
  }

  @Override
  public void powerOff() {
    on = false;
  }

  @Override
  public void pressPowerButton() {
    on = false;
  }
}
