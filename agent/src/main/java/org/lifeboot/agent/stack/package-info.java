/// The whole block stack: partitions, md, LVM, LUKS, btrfs over several devices. Seen and brought
/// up over snapshots in RAM, or, where a person asked for writing, over the devices themselves.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.stack;
