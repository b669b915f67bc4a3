/// Rescue sessions: the state machine and the service that stores its steps.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.session;
