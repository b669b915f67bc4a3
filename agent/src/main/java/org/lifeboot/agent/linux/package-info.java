/// The rescue system itself: what the kernel and systemd tell of it, and its memory.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.linux;
