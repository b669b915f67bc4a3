package org.lifeboot.cli.command;

import java.util.Optional;
import org.lifeboot.cli.api.CheckRequest.Order;
import org.lifeboot.cli.failure.WrongUse;

/// A check as a person writes it: `raid`, `memory`, `memory:thorough`, `processors:10`,
/// `surface:/dev/sda`, `filesystem:/dev/sda1`, `smart:/dev/sda`, `smart:/dev/sda:long`.
final class CheckWords {

  private CheckWords() {}

  static Order order(String words) {
    String[] parts = words.split(":", -1);
    return switch (parts[0]) {
      case "raid" -> whole(words, parts, 1, Optional.empty(), Optional.empty());
      case "memory" -> whole(words, parts, 2, Optional.empty(), second(parts));
      case "processors" -> whole(words, parts, 2, minutes(parts), Optional.empty());
      case "surface", "filesystem" -> device(words, parts, 2);
      case "smart" -> device(words, parts, 3);
      default ->
          throw new WrongUse(
              "\""
                  + words
                  + "\" is no check; there are smart:DEVICE[:short|:long], processors[:MINUTES],"
                  + " surface:DEVICE, filesystem:DEVICE, memory[:quick|:thorough] and raid");
    };
  }

  private static Order whole(
      String words, String[] parts, int most, Optional<Integer> minutes, Optional<String> level) {
    refuseMore(words, parts, most);
    return new Order(parts[0], Optional.empty(), Optional.empty(), minutes, level);
  }

  private static Order device(String words, String[] parts, int most) {
    refuseMore(words, parts, most);
    String device =
        second(parts)
            .filter(text -> !text.isBlank())
            .orElseThrow(
                () -> new WrongUse(parts[0] + " needs a device: " + parts[0] + ":/dev/sda"));
    Optional<String> selfTest = parts.length > 2 ? Optional.of(parts[2]) : Optional.empty();
    return new Order(parts[0], Optional.of(device), selfTest, Optional.empty(), Optional.empty());
  }

  private static Optional<String> second(String[] parts) {
    return parts.length > 1 ? Optional.of(parts[1]) : Optional.empty();
  }

  private static Optional<Integer> minutes(String[] parts) {
    return second(parts)
        .map(
            text -> {
              if (!text.matches("[0-9]{1,4}")) {
                throw new WrongUse("\"" + text + "\" is no number of minutes: processors:10");
              }
              return Integer.valueOf(text);
            });
  }

  private static void refuseMore(String words, String[] parts, int most) {
    if (parts.length > most) {
      throw new WrongUse("\"" + words + "\" says more than the check " + parts[0] + " can take");
    }
  }
}
