package org.lifeboot.lab.story;

/// Shell scripts that find and break pages of memory on the rescued server (the kernel's
/// Documentation/admin-guide/mm/pagemap.rst, Documentation/ABI/testing/sysfs-memory-page-offline).
final class MemoryScripts {

  private MemoryScripts() {}

  /// `physical PID ADDRESS` prints the physical address of a page, or 0.
  private static final String PHYSICAL =
      """
      physical() {
        entry=$(dd if=/proc/$1/pagemap bs=8 skip=$(($2 / 4096)) count=1 2>/dev/null | od -An -tx8)
        echo $(((16#${entry// /} & ((1 << 55) - 1)) * 4096))
      }
      """;

  /// Prints the physical address of a page in the middle of what stressapptest tests.
  static final String PAGE_UNDER_TEST =
      PHYSICAL
          + """
      while true; do
        pid=$(pgrep -o -x stressapptest) && largest=$(
          while read -r range _; do
            echo $((16#${range#*-} - 16#${range%-*})) $((16#${range%-*}))
          done </proc/$pid/maps | sort -n | tail -n 1)
        address=$(physical $pid $((${largest#* } + ${largest% *} / 2 / 4096 * 4096)))
        [ "$address" -ne 0 ] && echo $address && exit
        sleep 0.2
      done
      """;

  /// Lets the kernel give up a page of a program that does nothing; the program dies of it.
  static final String POISON_A_PAGE =
      PHYSICAL
          + """
      sleep 600 >/dev/null 2>&1 &
      until [ "$(cat /proc/$!/comm)" = sleep ]; do :; done
      stack=$(grep '\\[stack\\]' /proc/$!/maps)
      stack=${stack%% *}
      address=$(physical $! $((16#${stack#*-} - 4096)))
      [ "$address" -ne 0 ] && echo $address >/sys/devices/system/memory/hard_offline_page
      """;
}
