/// The messages between Manager and Agent, and nothing else.
///
/// One WebSocket, opened by the Agent, carries these records as JSON text, one message per frame:
/// [AgentMessage] up, [ManagerMessage] down. docs/protocol.md shows one example of each.
@org.jspecify.annotations.NullMarked
package org.lifeboot.protocol;
