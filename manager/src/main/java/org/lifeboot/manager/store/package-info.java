/// The database: SQLite or PostgreSQL behind one door.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.store;
