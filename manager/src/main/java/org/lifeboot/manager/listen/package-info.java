/// Listens to what a server says by itself on its serial console, and keeps what counts of it.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.listen;
