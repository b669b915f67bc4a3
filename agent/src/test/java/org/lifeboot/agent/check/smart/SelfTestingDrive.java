package org.lifeboot.agent.check.smart;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// A drive that says one thing after the other when it is asked; the last one for ever.
final class SelfTestingDrive implements Tools {

  final List<String> asked = new ArrayList<>();
  private final Deque<String> answers = new ArrayDeque<>();

  SelfTestingDrive(String... answers) {
    this.answers.addAll(List.of(answers));
  }

  @Override
  public Outcome run(Command command) {
    asked.add(command.toString());
    if (!command.arguments().contains("-a")) {
      return new Outcome.Exited(0, "{}", "");
    }
    String answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
    return new Outcome.Exited(0, answer, "");
  }

  static String nvme(String selfTestLog) {
    return """
    {"json_format_version":[1,0],"device":{"name":"/dev/nvme0","protocol":"NVMe"},
     "smart_status":{"passed":true},"nvme_smart_health_information_log":{"critical_warning":0},
     "nvme_self_test_log":%s}
    """
        .formatted(selfTestLog);
  }

  /// The log of a drive on which `results` came out, the newest first; with an operation at work.
  static String log(int operation, int... results) {
    var table = new ArrayList<String>();
    for (int result : results) {
      table.add(
          """
          {"self_test_code":{"value":1,"string":"Short"},
           "self_test_result":{"value":%d,"string":"result %d"},"power_on_hours":%d}
          """
              .formatted(result, result, 100 + table.size()));
    }
    return """
    {"current_self_test_operation":{"value":%d},"current_self_test_completion_percent":40,
     "table":[%s]}
    """
        .formatted(operation, String.join(",", table));
  }
}
