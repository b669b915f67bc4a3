package org.lifeboot.agent.check.memory;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lifeboot.agent.linux.SysFiles;

/// The memory controllers' error counters (Documentation/admin-guide/RAS/main.rst, sysfs
/// `edac/mc`). Empty where the machine has no ECC or the kernel no driver for it.
final class Edac {

  /// Errors since the kernel started.
  record Count(long corrected, long uncorrected) {

    Count since(Count earlier) {
      return new Count(corrected - earlier.corrected, uncorrected - earlier.uncorrected);
    }

    boolean none() {
      return corrected <= 0 && uncorrected <= 0;
    }
  }

  private Edac() {}

  /// By memory module, as the board's maker calls it.
  ///
  /// @param root `/`; another folder in tests
  static Map<String, Count> read(Path root) {
    var counts = new TreeMap<String, Count>();
    for (Path controller : SysFiles.list(root.resolve("sys/devices/system/edac/mc"), "mc*")) {
      List<Path> modules = SysFiles.list(controller, "{dimm,rank}*");
      modules.forEach(module -> counts.put(label(controller, module), count(module, "dimm_")));
      if (modules.isEmpty()) {
        counts.put("memory controller " + controller.getFileName(), count(controller, ""));
      }
    }
    return counts;
  }

  private static String label(Path controller, Path module) {
    String label = SysFiles.text(module.resolve("dimm_label"));
    return label.isEmpty() ? controller.getFileName() + " " + module.getFileName() : label;
  }

  private static Count count(Path folder, String prefix) {
    return new Count(
        number(folder.resolve(prefix + "ce_count")), number(folder.resolve(prefix + "ue_count")));
  }

  private static long number(Path file) {
    return Math.max(0, SysFiles.number(file).orElse(0));
  }
}
