package org.lifeboot.agent.storage;

import java.util.List;
import org.lifeboot.protocol.Inventory.Volume;

/// One whole disk as the kernel and udev know it, before the drive itself was asked anything.
///
/// @param device `/dev/sda`
/// @param model empty when unknown; so are serial, firmware and transport
/// @param sizeBytes size in bytes
/// @param contents what stands directly on it
public record Disk(
    String device,
    String model,
    String serial,
    String firmware,
    String transport,
    boolean rotational,
    long sizeBytes,
    List<Volume> contents) {
  public Disk {
    contents = List.copyOf(contents);
  }
}
