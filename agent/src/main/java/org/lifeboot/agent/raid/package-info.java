/// The replacement of a member of a software RAID: judged, planned, carried out, watched.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.raid;
