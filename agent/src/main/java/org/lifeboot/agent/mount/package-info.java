/// Installed systems on the disks: found, planned by their own fstab, mounted, entered, let go.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.mount;
