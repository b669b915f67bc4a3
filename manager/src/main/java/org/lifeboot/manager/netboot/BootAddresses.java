package org.lifeboot.manager.netboot;

import java.net.URI;

/// Where the files of one boot are fetched from. Content-addressed, and with the boot id as a part
/// of the path: live-boot's `fetch=` drops a query.
record BootAddresses(URI kernel, URI initrd, URI agent, URI session, URI squashfs) {

  /// Where Memtest86+ is fetched from.
  ///
  /// @param name of the image's file
  static URI memtest(URI manager, BootId boot, String imageDigest, String name) {
    return URI.create(image(manager, boot, imageDigest) + name);
  }

  private static String image(URI manager, BootId boot, String imageDigest) {
    return root(manager) + "image/" + imageDigest + "/" + boot.text() + "/";
  }

  private static String root(URI manager) {
    return manager.toString().replaceAll("/+$", "") + "/boot/";
  }

  /// @param manager `boot.url`, what servers reach the boot listener by
  static BootAddresses of(URI manager, BootId boot, String imageDigest, String agentDigest) {
    var root = root(manager);
    var image = image(manager, boot, imageDigest);
    return new BootAddresses(
        URI.create(image + ImageCatalog.KERNEL),
        URI.create(image + ImageCatalog.INITRD),
        URI.create(root + "agent/" + agentDigest + "/" + boot.text() + "/agent.img"),
        URI.create(root + "session/" + boot.text() + "/session.img"),
        URI.create(image + ImageCatalog.SQUASHFS));
  }
}
