package org.lifeboot.manager.web;

/// Who may walk a route.
public enum Access {
  /// Anybody.
  PUBLIC,
  /// Anybody who brings name and password, or a session's password, in this very request.
  PASSWORD,
  /// Whoever is logged in, by the pages' cookie.
  PAGE,
  /// Whoever is logged in, by API token or by the pages' cookie.
  API,
  /// Only an operator, by whichever way he is logged in.
  OPERATOR,
  /// The owner with a rescue session's password, or whoever is logged in.
  RESCUE
}
