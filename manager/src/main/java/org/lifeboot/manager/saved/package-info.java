/// What repairs saved before they wrote, kept in the store: raw bytes, whole or not at all.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.saved;
