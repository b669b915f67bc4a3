/// Copies files and whole devices of a dead system to somewhere else; never writes on the source.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.backup;
