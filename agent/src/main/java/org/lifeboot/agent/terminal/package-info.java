/// A login shell in a terminal of its own, for the page.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.terminal;
