/// What a check is, and how one tells what it does. Each check has a package of its own below this
/// one; `work` starts and queues them.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.check;
