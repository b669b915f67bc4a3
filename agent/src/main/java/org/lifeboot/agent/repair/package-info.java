/// The real repair of a file system, and the way back from it: the one part of the Agent that
/// writes on a server's disks, after a named person has confirmed a plan.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.repair;
