/// The surface scan: all of a device or image file is read, and what cannot be read is named
/// exactly.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.check.surface;
