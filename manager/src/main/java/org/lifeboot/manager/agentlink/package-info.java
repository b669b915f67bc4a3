/// The Agent's door: a TLS WebSocket.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.agentlink;
