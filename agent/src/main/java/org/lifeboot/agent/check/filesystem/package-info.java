/// The file-system check: a repair that is rehearsed on a copy of an image file, or on a device's
/// snapshot in RAM, and judged by what it did there.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.check.filesystem;
