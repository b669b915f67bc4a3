/// Memtest86+ as a server's netboot, once. No rescue session: no Agent, no credentials, no mail.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.memtest;
