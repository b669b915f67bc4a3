/// Carries out what the Manager commands, each command once.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.work;
