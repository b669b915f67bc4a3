package org.lifeboot.agent.shell;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import org.lifeboot.agent.raid.ReplacePlan;

/// What `lifeboot raid replace --json` writes.
///
/// @param state `planned`, `refused`, `not-confirmed`, `replaced`, `left`, `stopped`, `not-begun`
/// @param reasons why it was refused or stopped
/// @param old empty where a member was missing
/// @param saved the folder; empty when nothing was written
@Json
record ReplaceAnswer(
    String state,
    List<String> reasons,
    String array,
    String old,
    String fresh,
    String member,
    List<String> commands,
    List<String> notes,
    List<String> goBackBefore,
    List<String> goBackAfter,
    String saved) {

  private static final JsonType<ReplaceAnswer> TYPE =
      Jsonb.builder().build().type(ReplaceAnswer.class);

  ReplaceAnswer {
    reasons = List.copyOf(reasons);
    commands = List.copyOf(commands);
    notes = List.copyOf(notes);
    goBackBefore = List.copyOf(goBackBefore);
    goBackAfter = List.copyOf(goBackAfter);
  }

  static ReplaceAnswer refused(String array, List<String> reasons) {
    return new ReplaceAnswer(
        "refused", reasons, array, "", "", "", List.of(), List.of(), List.of(), List.of(), "");
  }

  static ReplaceAnswer of(ReplacePlan plan, String state, List<String> reasons) {
    boolean written = List.of("replaced", "left", "stopped").contains(state);
    return new ReplaceAnswer(
        state,
        reasons,
        plan.array(),
        plan.old(),
        plan.fresh(),
        plan.member(),
        plan.commands(),
        plan.notes(),
        plan.goBackBefore(),
        plan.goBackAfter(),
        written ? plan.wish().saved().toString() : "");
  }

  String json() {
    return TYPE.toJson(this);
  }
}
