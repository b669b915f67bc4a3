package org.lifeboot.lab.board;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.lifeboot.lab.board.BoardState.Medium;
import org.lifeboot.lab.process.LabException;

/// Fetches the images of virtual media.
record BoardMedia(Path folder) {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /// The medium; empty when its address does not answer with one.
  Optional<Medium> fetch(String image) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(image)).timeout(LIMIT).build();
      Path file = folder.resolve("medium.iso");
      HttpResponse<Path> answer = http.send(request, BodyHandlers.ofFile(file));
      return answer.statusCode() == 200 ? Optional.of(new Medium(image, file)) : Optional.empty();
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted while fetching a medium", e);
    }
  }
}
