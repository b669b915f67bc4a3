/// The one connection to the Manager: pinned, numbered, resumed after every break.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.link;
