/// Hardware checks: what was asked for, how it goes, and what it found.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.check;
