/// Support incidents: a fault that a check saw, with its report, handed to a person.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.incident;
