package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;
import java.util.Optional;

/// How the Manager is set up.
///
/// @param image the rescue system that it boots
/// @param imageProblem why there is none, when there is none
/// @param store `sqlite` or `postgresql`
/// @param mail `smtp` or `outbox`
@Json
public record Status(
    String version,
    Optional<Image> image,
    Optional<String> imageProblem,
    String store,
    String mail) {
  public Status {
    version = Missing.text(version);
    image = Missing.optional(image);
    imageProblem = Missing.optional(imageProblem);
    store = Missing.text(store);
    mail = Missing.text(mail);
  }

  public boolean mailIsKept() {
    return mail.equals("outbox");
  }

  /// The rescue system in a few words.
  public String imageInWords() {
    return image
        .map(Image::words)
        .orElseGet(() -> "none" + imageProblem.map(why -> ": " + why).orElse(""));
  }

  /// A rescue system.
  ///
  /// @param sizeBytes of kernel, initrd and squashfs together
  @Json
  public record Image(String id, String kernel, long sizeBytes) {
    public Image {
      id = Missing.text(id);
      kernel = Missing.text(kernel);
    }

    String words() {
      return "%s, kernel %s, %d MiB".formatted(id, kernel, sizeBytes >> 20);
    }
  }
}
