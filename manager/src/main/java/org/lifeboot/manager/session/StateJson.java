package org.lifeboot.manager.session;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.List;

/// States and key lists as they stand in the store. Thread-safe.
final class StateJson {

  private final Jsonb jsonb = Jsonb.builder().build();
  private final JsonType<SessionState> states = jsonb.type(SessionState.class);
  private final JsonType<List<String>> texts = jsonb.type(String.class).list();

  String write(SessionState state) {
    return states.toJson(state);
  }

  SessionState state(String json) {
    return states.fromJson(json);
  }

  String write(List<String> list) {
    return texts.toJson(list);
  }

  List<String> texts(String json) {
    return texts.fromJson(json);
  }
}
