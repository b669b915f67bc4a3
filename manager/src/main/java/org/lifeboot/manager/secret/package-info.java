/// Secrets at rest: encrypted with a key that stands in a file apart from the database.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.secret;
