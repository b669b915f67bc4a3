/// Power of servers: one driver per way to reach them, all behind [PowerControl]. Knows nothing of
/// sessions.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.power;
