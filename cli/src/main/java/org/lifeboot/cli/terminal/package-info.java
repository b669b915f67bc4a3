/// Everything outside of the program that a command touches, handed in: streams, variables, the
/// terminal, the clock.
@org.jspecify.annotations.NullMarked
package org.lifeboot.cli.terminal;
