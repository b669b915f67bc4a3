/// The exclusive hold of block devices, by device-mapper: the kernel itself refuses everybody else.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.claim;
