package org.lifeboot.agent.tool;

import static org.lifeboot.agent.tool.Hostile.require;

import java.util.ArrayList;

/// What stands between hostile text and a person.
public final class ToolFuzz {

  private ToolFuzz() {}

  public static void line(byte[] input) {
    String text = Hostile.text(input);
    String line = HostileText.line(text, 40);
    require(line.length() <= 40, "too long");
    require(HostileText.line(line, 40).equals(line.strip()), "twice is not once: " + line);
    require(line.chars().noneMatch(Character::isISOControl), "an order to a terminal");
  }

  public static void lines(byte[] input) {
    var heard = new ArrayList<String>();
    Lines.Pending pending = new Lines(heard::add).new Pending();
    for (byte each : input) {
      pending.add(new byte[] {each}, 1);
    }
    pending.end();
    require(heard.stream().noneMatch(line -> line.indexOf('\n') >= 0), "not cut");
  }
}
