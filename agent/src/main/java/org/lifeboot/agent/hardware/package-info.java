/// The parts of the server: drives with what they say of themselves.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.hardware;
