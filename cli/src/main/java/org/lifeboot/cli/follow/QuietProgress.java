package org.lifeboot.cli.follow;

import java.time.Duration;
import org.lifeboot.cli.api.Session;

/// Says nothing: with `--json` the last word is the only one.
public record QuietProgress() implements Progress {

  @Override
  public void saw(Session session, Duration waited) {}

  @Override
  public void sawNothing(String why, Duration waited) {}

  @Override
  public void finish() {}
}
