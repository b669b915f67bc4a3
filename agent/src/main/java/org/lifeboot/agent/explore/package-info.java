/// Looks into a system of files without leaving it: folders, texts, logs, journals, archives. Works
/// on any folder that a [org.lifeboot.agent.linux.RootFolder] holds, and writes nothing.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.explore;
