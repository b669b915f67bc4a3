/// Volumes that are open to be looked into: each a snapshot in RAM, mounted in a folder of its own,
/// and let go of when nobody looks.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.look;
