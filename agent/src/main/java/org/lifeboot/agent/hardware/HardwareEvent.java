package org.lifeboot.agent.hardware;

import java.util.OptionalInt;

/// What the kernel says the hardware has told it.
///
/// @param cpu the logical processor that told or suffered it, where known
/// @param place the memory module, as the board's makers call it, or empty
/// @param text the kernel's own words; hostile
public record HardwareEvent(Kind kind, OptionalInt cpu, String place, String text) {

  /// How grave it is.
  public enum Kind {
    /// A machine check or memory error that the hardware put right by itself.
    CORRECTED,
    /// A machine check or memory error that it could not put right.
    UNCORRECTED,
    /// A processor that was slowed down because it was too hot.
    THROTTLED,
    /// A page of memory that the kernel has given up for good.
    BAD_PAGE
  }
}
