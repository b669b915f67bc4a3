package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the Manager is doing.
///
/// @param image the rescue system (`id`, `kernel`, …), or what is wrong with it
/// @param store `sqlite` or `postgresql`
/// @param mail `smtp` or `outbox`
@Json
public record Status(String version, @Nullable Object image, String store, String mail) {
  public Status {
    version = Missing.text(version);
    store = Missing.text(store);
    mail = Missing.text(mail);
  }

  public boolean mailIsKept() {
    return mail.equals("outbox");
  }

  /// The rescue system in a few words.
  public String imageInWords() {
    if (image instanceof Map<?, ?> facts && facts.get("id") != null) {
      Object kernel = facts.get("kernel");
      return facts.get("id") + (kernel == null ? "" : ", kernel " + kernel);
    }
    if (image instanceof Map<?, ?> problem && problem.get("detail") != null) {
      return "not usable: " + problem.get("detail");
    }
    return image == null ? "none" : image.toString();
  }
}
