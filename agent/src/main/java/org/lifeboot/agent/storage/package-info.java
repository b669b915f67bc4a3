/// Block devices as found, without assembling, activating or writing anything.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.storage;
