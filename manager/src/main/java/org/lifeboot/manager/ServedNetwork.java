package org.lifeboot.manager;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.lifeboot.manager.netboot.BootDesk;
import org.lifeboot.manager.netboot.DhcpSettings;
import org.lifeboot.manager.netboot.Dnsmasq;
import org.lifeboot.manager.netboot.ImageCatalog;
import org.lifeboot.manager.server.Servers;
import org.lifeboot.manager.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// dnsmasq, kept up to date with the servers under care, whichever Manager added them. Closing it
/// ends its thread and dnsmasq.
final class ServedNetwork implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ServedNetwork.class);
  private static final Duration ROUND = Duration.ofSeconds(1);

  private final Dnsmasq dnsmasq;
  private final Servers servers;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("served-network").unstarted(this::follow);

  private ServedNetwork(Dnsmasq dnsmasq, Servers servers) {
    this.dnsmasq = dnsmasq;
    this.servers = servers;
  }

  static ServedNetwork start(
      DhcpSettings settings, ImageCatalog images, Servers servers, BootDesk desk) {
    try {
      Dnsmasq dnsmasq = Dnsmasq.start(settings, images, servers.macAddresses(), desk);
      ServedNetwork network = new ServedNetwork(dnsmasq, servers);
      network.thread.start();
      return network;
    } catch (IOException e) {
      throw new StartFailed("could not start DHCP on dhcp.interface: " + e.getMessage());
    }
  }

  private void follow() {
    try {
      while (!stop.await(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
        tell();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell() {
    try {
      dnsmasq.know(servers.macAddresses());
    } catch (IOException | StoreException e) {
      LOG.warn("dnsmasq was not told of the servers ({}), ignoring; trying again", e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    stop.countDown();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    dnsmasq.close();
  }
}
