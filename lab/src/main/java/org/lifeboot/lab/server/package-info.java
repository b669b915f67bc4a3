/// A virtual server: QEMU with firmware that netboots, disks, a network and a serial console.
@org.jspecify.annotations.NullMarked
package org.lifeboot.lab.server;
