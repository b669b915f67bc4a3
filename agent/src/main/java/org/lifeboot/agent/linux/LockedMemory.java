package org.lifeboot.agent.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/// Keeps the Agent's pages in memory, so that a heartbeat never waits for one while a memory test
/// leaves the machine nothing to spare.
public final class LockedMemory {

  /// mlockall(2): MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT. With the last one only pages that are
  /// used are locked, so it costs nothing beyond what the Agent uses anyway.
  private static final int USED_NOW_AND_LATER = 1 | 2 | 4;

  private LockedMemory() {}

  /// Whether the kernel agreed; it does for root.
  @SuppressWarnings("restricted") // started with --enable-native-access
  public static boolean lock() {
    Linker linker = Linker.nativeLinker();
    var address = linker.defaultLookup().find("mlockall");
    if (address.isEmpty()) {
      return false;
    }
    try {
      var type = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
      return (int) linker.downcallHandle(address.get(), type).invokeExact(USED_NOW_AND_LATER) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("calling mlockall(2)", e);
    }
  }
}
