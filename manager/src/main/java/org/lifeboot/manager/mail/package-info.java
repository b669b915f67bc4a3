/// The outbox and its delivery.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.mail;
