/// How a server boots over the network: DHCP and TFTP (by a supervised dnsmasq), iPXE scripts, and
/// the boot files. Knows nothing of sessions: whoever does implements [BootDesk].
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.netboot;
