/// What a server boots next, answered over HTTP.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.netboot;
