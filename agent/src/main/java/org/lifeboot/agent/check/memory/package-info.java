/// The memory check: as much of the memory as can be spared, tested while the rescue system runs.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.check.memory;
