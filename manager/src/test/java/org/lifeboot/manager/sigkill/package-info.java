/// The Manager as a process of its own, killed at random, with everything around it real: TLS
/// WebSocket, HTTP, SMTP.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.sigkill;
