package org.lifeboot.manager.audit;

/// Who asks for something, and from where.
///
/// @param name an account's name, or `the Manager`, `the owner` (by the rescue link), `the Agent`
/// @param address the network address the request came from, or empty
public record Who(String name, String address) {

  /// The program itself: timers, first start.
  public static final Who MANAGER = new Who("the Manager", "");
}
