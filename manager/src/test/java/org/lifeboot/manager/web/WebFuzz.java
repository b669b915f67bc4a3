package org.lifeboot.manager.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// What stands in the headers of requests, and what is made of names on a stranger's disk.
public final class WebFuzz {

  private static final long SIZE_BYTES = 1_000;
  private static final TrustedProxies PROXIES = TrustedProxies.of("10.0.0.0/8,fd00::/8");

  private WebFuzz() {}

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }

  /// The condition stands behind a line feed.
  public static void range(byte[] input) {
    String[] headers = text(input).split("\n", 2);
    Optional<String> condition = headers.length > 1 ? Optional.of(headers[1]) : Optional.empty();
    switch (ByteRange.of(Optional.of(headers[0]), condition, "\"tag\"", SIZE_BYTES)) {
      case ByteRange.Part(long from, long length) ->
          require(from >= 0 && length > 0 && from + length <= SIZE_BYTES);
      case ByteRange.Whole(), ByteRange.Outside() -> {}
    }
  }

  public static void fileName(byte[] input) {
    try {
      String header = FileName.attachment(text(input), ".tar.zst");
      require(header.chars().allMatch(each -> each >= ' ' && each < 127));
      require(
          header.matches("attachment; filename=\"[A-Za-z0-9._-]+\"; filename\\*=UTF-8''[^;\" ]+"));
    } catch (IllegalArgumentException e) {
      require(e.getMessage() != null);
    }
  }

  public static void forwarded(byte[] input) {
    require(PROXIES.client("10.1.1.1", List.of(text(input))) != null);
    require(PROXIES.client("192.0.2.1", List.of(text(input))).equals("192.0.2.1"));
  }

  private static void require(boolean right) {
    if (!right) {
      throw new AssertionError("not what it must be");
    }
  }
}
