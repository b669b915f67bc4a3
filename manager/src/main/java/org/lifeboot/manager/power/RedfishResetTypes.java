package org.lifeboot.manager.power;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which reset types a board allows.
final class RedfishResetTypes {

  private static final String NAME = "ResetType";

  /// Longer names first: `ForceOn` is not `On`.
  private static final Pattern KNOWN =
      Pattern.compile(
          "ForceOff|ForceOn|ForceRestart|FullPowerCycle|GracefulRestart|GracefulShutdown"
              + "|Nmi|On|Pause|PowerCycle|PushPowerButton|Resume|Suspend");

  private RedfishResetTypes() {}

  /// Those in the action itself, and those that come through `@Redfish.ActionInfo`: either may be
  /// missing. Supermicro's X12 lacks a comma: `GracefulShutdownGracefulRestart`.
  ///
  /// @return empty when the board does not say
  static List<String> of(RedfishClient client, RedfishDocument action) {
    Stream<String> inline = action.texts(NAME + "@Redfish.AllowableValues").stream();
    Stream<String> info =
        client.find(action.text("@Redfish.ActionInfo")).stream()
            .flatMap(found -> found.objects("Parameters").stream())
            .filter(parameter -> parameter.text("Name").equals(NAME))
            .flatMap(parameter -> parameter.texts("AllowableValues").stream());
    return Stream.concat(inline, info).flatMap(RedfishResetTypes::parts).distinct().toList();
  }

  private static Stream<String> parts(String value) {
    List<String> parts = KNOWN.matcher(value).results().map(MatchResult::group).toList();
    return String.join("", parts).equals(value) ? parts.stream() : Stream.of(value);
  }
}
