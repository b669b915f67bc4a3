/// Bytes for the Manager, each stream on a connection of its own that the Agent dials.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.stream;
