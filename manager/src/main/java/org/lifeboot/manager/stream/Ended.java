package org.lifeboot.manager.stream;

import java.io.IOException;

/// A stream that broke, or was dropped, before its end: what was read of it is not whole.
public final class Ended extends IOException {

  private static final long serialVersionUID = 1L;

  Ended(String message) {
    super(message);
  }
}
