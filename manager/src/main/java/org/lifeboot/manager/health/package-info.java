/// What a server's management controller told before, after and between its checks.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.health;
