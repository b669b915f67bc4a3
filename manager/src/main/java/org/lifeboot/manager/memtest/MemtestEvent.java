package org.lifeboot.manager.memtest;

import java.time.Instant;
import org.lifeboot.manager.netboot.BootClient;
import org.lifeboot.manager.netboot.Fetch;
import org.lifeboot.manager.server.Netboot;

/// What can happen to a choice of Memtest86+.
public sealed interface MemtestEvent {

  /// A person chose what the server boots next; the newest choice counts.
  record ChosenAnew(Netboot netboot, String by) implements MemtestEvent {}

  /// A person asked for a reboot.
  ///
  /// @param how `soft` or `hard`
  record RebootAsked(String how, String by) implements MemtestEvent {}

  /// What came of a reboot by the power driver.
  ///
  /// @param reset the machine was reset for sure: a hard reboot that was done
  record RebootAnswered(Instant askedAt, boolean reset, String text) implements MemtestEvent {}

  /// iPXE asks what to boot.
  ///
  /// @param bootSha256 of the boot id made for the answer, should it be "memtest"
  record BootAsked(String bootSha256, BootClient client) implements MemtestEvent {}

  /// Memtest86+ is being fetched, or was.
  record Fetched(String bootSha256, Fetch fetch) implements MemtestEvent {}

  /// The time of something that was put off has come; the state says what.
  record DeadlinePassed() implements MemtestEvent {}
}
