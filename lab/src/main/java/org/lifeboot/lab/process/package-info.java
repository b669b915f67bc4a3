/// Programs that the lab starts: each dies with its owner. The only user of [ProcessBuilder].
@org.jspecify.annotations.NullMarked
package org.lifeboot.lab.process;
