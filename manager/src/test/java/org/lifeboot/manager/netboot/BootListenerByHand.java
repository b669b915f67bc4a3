package org.lifeboot.manager.netboot;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// For trying things by hand: IMAGE_FOLDER AGENT_BUNDLE PORT URL [INTERFACE RANGE PROXY LEASES].
final class BootListenerByHand {
  private BootListenerByHand() {}

  public static void main(String[] arguments) throws Exception {
    var desk = new FakeBootDesk();
    var place =
        new BootListener.Place("0.0.0.0", Integer.parseInt(arguments[2]), URI.create(arguments[3]));
    var images = new ImageCatalog(Path.of(arguments[0]));
    try (var agent =
            new AgentImage(Path.of(arguments[1]), Path.of(System.getProperty("java.io.tmpdir")));
        var listener = BootListener.start(place, desk, images, agent)) {
      System.out.println("listening on " + listener.port());
      if (arguments.length == 4) {
        tell(desk);
        return;
      }
      var settings =
          new DhcpSettings(
              arguments[4],
              arguments[5],
              Boolean.parseBoolean(arguments[6]),
              false,
              arguments[3],
              Path.of(arguments[7]));
      var known = List.of(FakeBootDesk.IN_RESCUE, FakeBootDesk.ON_DISK);
      try (var _ = Dnsmasq.start(settings, images, known, desk)) {
        tell(desk);
      }
    }
  }

  private static void tell(FakeBootDesk desk) throws InterruptedException {
    var start = System.nanoTime();
    while (true) {
      var line = desk.seen.take();
      System.out.printf(
          "%8.2f %s %s%n", (System.nanoTime() - start) / 1e9, line, desk.clients.poll());
    }
  }
}
