package org.lifeboot.agent.mount;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the installed system calls things by its own choice: crypttab(5)'s names of opened volumes,
/// mdadm.conf(5)'s names of arrays.
///
/// @param opened name → what it stands on, as crypttab writes it: `UUID=…`, `/dev/sda3`
/// @param arrays `/dev/md0` → the array's UUID
public record Names(Map<String, String> opened, Map<String, String> arrays) {

  private static final Pattern ARRAY =
      Pattern.compile("^ARRAY\\s+(/dev/\\S{1,200})\\s.*\\bUUID=([0-9a-fA-F:]{1,64})");
  private static final int MOST = 500;

  public Names {
    opened = Map.copyOf(opened);
    arrays = Map.copyOf(arrays);
  }

  static Names of(String crypttab, String mdadmConf) {
    var opened = new HashMap<String, String>();
    crypttab
        .lines()
        .map(String::strip)
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\\s+", -1))
        .filter(words -> words.length >= 2)
        .limit(MOST)
        .forEach(words -> opened.putIfAbsent(words[0], words[1]));
    var arrays = new HashMap<String, String>();
    mdadmConf
        .lines()
        .map(line -> ARRAY.matcher(line.strip()))
        .filter(Matcher::find)
        .limit(MOST)
        .forEach(found -> arrays.putIfAbsent(found.group(1), found.group(2)));
    return new Names(opened, arrays);
  }
}
