package org.lifeboot.manager.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lifeboot.manager.web.page.Samples;

/// A Manager's web listener with servers in every state, to be looked at by hand: `SeededManager
/// PORT`; ends with Enter.
public final class SeededManager {

  private SeededManager() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("lifeboot-seeded");
    try (var world = new WebWorld(folder, Integer.parseInt(arguments[0]))) {
      seed(world);
      System.out.println(world.address() + " admin " + world.adminPassword);
      System.in.read();
    }
  }

  static void seed(WebWorld world) {
    world.server("db-1", "52:54:00:00:00:01");
    world.rescue(world.server("mail-2", "52:54:00:00:00:02"));
    var booting = world.server("web-1", "52:54:00:00:00:03");
    world.rescue(booting);
    world.boot(booting);
    var active = world.server("web-3", "52:54:00:00:00:05");
    world.rescue(active);
    var session = world.activate(active, Samples.drives());
    System.out.println(
        "owner: "
            + world.address()
            + "/rescue/"
            + session.id()
            + " "
            + world.mailedPassword(session.id()));
  }
}
