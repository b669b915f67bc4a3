/// Other programs, started with limits: the only user of [ProcessBuilder] in the Manager.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.process;
