/// Looks into the disks of rescued servers, through their Agents.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.explore;
