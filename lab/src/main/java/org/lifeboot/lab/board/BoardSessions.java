package org.lifeboot.lab.board;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Who is logged in at a Redfish service. Thread-safe.
final class BoardSessions {

  /// Boards allow few at a time, and refuse the next.
  private static final int MOST = 4;

  private final String user;
  private final String password;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  BoardSessions(String user, String password) {
    this.user = user;
    this.password = password;
  }

  BoardAnswer logIn(String name, String secret) {
    if (!name.equals(user) || !secret.equals(password)) {
      return BoardAnswer.error(401, "User or password is wrong.");
    }
    if (tokens.size() >= MOST) {
      return BoardAnswer.error(503, "The maximum of sessions is reached.");
    }
    String id = UUID.randomUUID().toString();
    String token = UUID.randomUUID().toString();
    tokens.put(id, token);
    String place = "/redfish/v1/SessionService/Sessions/" + id;
    return new BoardAnswer(201, Map.of("X-Auth-Token", token, "Location", place), "{}");
  }

  boolean holds(String token) {
    return tokens.containsValue(token);
  }

  void logOut(String id) {
    tokens.remove(id);
  }
}
