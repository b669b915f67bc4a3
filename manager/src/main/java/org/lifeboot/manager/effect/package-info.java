/// Work that must be done at least once, written in the transaction that asks for it.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.effect;
