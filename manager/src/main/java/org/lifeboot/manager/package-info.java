/// The Manager.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager;
