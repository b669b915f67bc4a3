/// The servers under care.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.server;
