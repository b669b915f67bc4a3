package org.lifeboot.cli.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// Points in time as a person at this machine reads them.
///
/// @param zone the zone they are shown in
public record Moments(ZoneId zone) {

  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  public String words(Instant moment) {
    return FORM.format(moment.atZone(zone));
  }
}
