package org.lifeboot.manager.web.api;

import io.avaje.jsonb.Json;
import java.util.Optional;
import org.lifeboot.manager.netboot.ImageCatalog;
import org.lifeboot.manager.netboot.ImageDescription;

/// `Status` of the contract.
@Json
public record StatusJson(
    String version,
    Optional<ImageJson> image,
    Optional<String> imageProblem,
    String store,
    String mail) {

  static StatusJson of(ManagerFacts facts) {
    return switch (facts.images().image()) {
      case ImageCatalog.Answer.Ready(_, var image) ->
          status(facts, Optional.of(ImageJson.of(image)), Optional.empty());
      case ImageCatalog.Answer.Missing(var reason) ->
          status(facts, Optional.empty(), Optional.of(reason));
    };
  }

  private static StatusJson status(
      ManagerFacts facts, Optional<ImageJson> image, Optional<String> problem) {
    return new StatusJson(
        facts.version(), image, problem, facts.store().text(), facts.smtp() ? "smtp" : "outbox");
  }

  /// `Image` of the contract.
  @Json
  public record ImageJson(String id, String kernel, long sizeBytes) {
    static ImageJson of(ImageDescription image) {
      long sizeBytes =
          image.files().values().stream().mapToLong(ImageDescription.File::sizeBytes).sum();
      return new ImageJson(image.id(), image.kernel(), sizeBytes);
    }
  }
}
