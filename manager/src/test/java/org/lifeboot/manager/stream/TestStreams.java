package org.lifeboot.manager.stream;

import java.time.Clock;
import org.lifeboot.manager.session.AgentReach;
import org.lifeboot.manager.store.Database;

/// Streams for tests that play the Agent: they dial where they like.
public final class TestStreams {

  private TestStreams() {}

  public static Streams of(Database database) {
    Clock clock = Clock.systemUTC();
    return new Streams(
        new AgentReach(database),
        new StreamCalls(database, clock),
        "wss://manager.invalid/agent",
        clock);
  }
}
