package org.lifeboot.manager.web.page.explore;

import java.nio.charset.StandardCharsets;
import org.lifeboot.manager.web.page.Visible;
import org.lifeboot.protocol.FilePath;

/// Names and paths of a stranger, made safe to read.
final class Names {

  private Names() {}

  /// What an encoded name or path says.
  static String shown(String encoded) {
    return Visible.text(new String(FilePath.decode(encoded), StandardCharsets.UTF_8));
  }
}
