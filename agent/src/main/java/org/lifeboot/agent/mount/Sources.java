package org.lifeboot.agent.mount;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.lifeboot.agent.stack.Layer;
import org.lifeboot.agent.stack.Volume;

/// Finds the volume that an fstab means.
///
/// @param volumes all that were found
/// @param names of the system whose fstab it is
record Sources(List<Volume> volumes, Names names) {

  Sources {
    volumes = List.copyOf(volumes);
  }

  /// What was found.
  sealed interface Answer {
    /// One volume.
    ///
    /// @param uncertain the name was the dead system's own and may mean another disk here
    record One(Volume volume, boolean uncertain) implements Answer {}

    /// None, or several.
    record Not(String reason) implements Answer {}
  }

  Answer find(String source) {
    int equals = source.indexOf('=');
    if (equals > 0 && !source.startsWith("/")) {
      return tagged(source.substring(0, equals), source.substring(equals + 1), source);
    }
    if (source.startsWith("/dev/disk/by-")) {
      int slash = source.indexOf('/', "/dev/disk/by-".length());
      return slash < 0
          ? not(source)
          : linked(
              source.substring("/dev/disk/by-".length(), slash),
              plain(source.substring(slash + 1)),
              source);
    }
    return named(source);
  }

  private Answer tagged(String tag, String value, String source) {
    return switch (tag) {
      case "UUID" -> one(volume -> same(volume.content().uuid(), value), source);
      case "LABEL" ->
          one(volume -> !value.isEmpty() && volume.content().label().equals(value), source);
      case "PARTUUID" -> one(volume -> leaf(volume, each -> same(each.partUuid(), value)), source);
      case "PARTLABEL" ->
          one(
              volume -> !value.isEmpty() && leaf(volume, each -> each.partLabel().equals(value)),
              source);
      default -> new Answer.Not("%s is a kind of name that is not known".formatted(tag));
    };
  }

  private Answer linked(String by, String value, String source) {
    return switch (by) {
      case "uuid" -> tagged("UUID", value, source);
      case "label" -> tagged("LABEL", value, source);
      case "partuuid" -> tagged("PARTUUID", value, source);
      case "partlabel" -> tagged("PARTLABEL", value, source);
      case "id" -> byId(value, source);
      default -> not(source);
    };
  }

  private Answer byId(String value, String source) {
    if (value.startsWith("md-uuid-")) {
      return array(value.substring("md-uuid-".length()), source);
    }
    return value.startsWith("dm-name-")
        ? named("/dev/mapper/" + value.substring("dm-name-".length()))
        : not(source);
  }

  private Answer array(String uuid, String source) {
    return one(
        volume -> volume.layer() instanceof Layer.Array array && same(array.uuid(), uuid), source);
  }

  private Answer named(String source) {
    String uuid = names.arrays().get(source);
    if (uuid != null) {
      return array(uuid, source);
    }
    Predicate<Volume> called =
        volume ->
            switch (volume.layer()) {
              case Layer.Leaf leaf -> leaf.device().equals(source);
              case Layer.Array array -> array.device().equals(source);
              case Layer.Logical logical ->
                  logical.device().equals(source)
                      || source.equals("/dev/" + logical.group() + "/" + logical.volume());
              case Layer.Unlocked unlocked -> opened(unlocked, source);
            };
    return switch (one(called, source)) {
      case Answer.One(Volume volume, _) ->
          new Answer.One(volume, volume.layer() instanceof Layer.Leaf);
      case Answer.Not not -> not;
    };
  }

  /// crypttab's name, or systemd's own.
  private boolean opened(Layer.Unlocked unlocked, String source) {
    if (!source.startsWith("/dev/mapper/")) {
      return false;
    }
    String name = source.substring("/dev/mapper/".length());
    String device = names.opened().getOrDefault(name, "");
    String uuid = device.replaceFirst("^(UUID=|/dev/disk/by-uuid/)", "").replace("\"", "");
    return same(name, "luks-" + unlocked.uuid())
        || same(uuid, unlocked.uuid())
        || device.equals(unlocked.locked().device())
        || (unlocked.locked() instanceof Layer.Leaf leaf
            && same(device, "PARTUUID=" + leaf.partUuid()));
  }

  private Answer one(Predicate<Volume> wanted, String source) {
    List<Volume> found = volumes.stream().filter(wanted).toList();
    if (found.size() > 1) {
      return new Answer.Not("there are %d of that name".formatted(found.size()));
    }
    return found.isEmpty() ? not(source) : new Answer.One(found.getFirst(), false);
  }

  private static Answer.Not not(String source) {
    return new Answer.Not(
        source.startsWith("/dev/mapper/")
            ? "there is none of that name; it may be locked or missing"
            : "there is none of that name");
  }

  private static boolean leaf(Volume volume, Predicate<Layer.Leaf> wanted) {
    return volume.layer() instanceof Layer.Leaf leaf && wanted.test(leaf);
  }

  private static boolean same(String one, String other) {
    return !other.isEmpty() && one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }

  /// udev writes `/` as `\x2f`.
  private static String plain(String name) {
    return name.replace("\\x2f", "/").replace("\\x20", " ").replace("\\x5c", "\\");
  }
}
