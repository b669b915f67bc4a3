/// The processors check: a burn that verifies its results, while the sensors and the kernel are
/// listened to.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.check.processors;
