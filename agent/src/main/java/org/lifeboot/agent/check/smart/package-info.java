/// The SMART check: what a drive says of itself, judged, and the drive's own self-tests.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.check.smart;
