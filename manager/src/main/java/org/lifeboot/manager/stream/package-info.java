/// Bytes from and to Agents, each stream on a connection of its own: in memory only, since a stream
/// is a connection and not state.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.stream;
