/// The RAID check: software RAID, assembled or not, looked at without touching it.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.check.raid;
