/// Runs the programs of the rescue system. The only user of [ProcessBuilder].
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.tool;
