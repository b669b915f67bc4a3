/// The ways in which a command fails: one exception root, each kind with its own exit code.
@org.jspecify.annotations.NullMarked
package org.lifeboot.cli.failure;
