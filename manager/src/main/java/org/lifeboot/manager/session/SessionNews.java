package org.lifeboot.manager.session;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Tells whoever waits in this process that a session has changed. A convenience: who depends on it
/// polls the store as well, since another Manager's changes are not heard here. Thread-safe.
public final class SessionNews {

  private final Set<Consumer<SessionId>> listeners = ConcurrentHashMap.newKeySet();

  /// Calls the listener after each change of a session, until closed. The listener must be quick.
  public Subscription listen(Consumer<SessionId> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /// Tells the listeners; after the change is stored.
  public void changed(SessionId session) {
    listeners.forEach(listener -> listener.accept(session));
  }

  /// A listener's place.
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
