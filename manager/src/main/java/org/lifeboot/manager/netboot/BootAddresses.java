package org.lifeboot.manager.netboot;

import java.net.URI;

/// Where the files of one boot are fetched from. Content-addressed, and with the boot id as a part
/// of the path: live-boot's `fetch=` drops a query.
record BootAddresses(URI kernel, URI initrd, URI agent, URI session, URI squashfs) {

  /// @param manager `boot.url`, what servers reach the boot listener by
  static BootAddresses of(URI manager, BootId boot, String imageDigest, String agentDigest) {
    var root = manager.toString().replaceAll("/+$", "") + "/boot/";
    var image = root + "image/" + imageDigest + "/" + boot.text() + "/";
    return new BootAddresses(
        URI.create(image + ImageCatalog.KERNEL),
        URI.create(image + ImageCatalog.INITRD),
        URI.create(root + "agent/" + agentDigest + "/" + boot.text() + "/agent.img"),
        URI.create(root + "session/" + boot.text() + "/session.img"),
        URI.create(image + ImageCatalog.SQUASHFS));
  }
}
