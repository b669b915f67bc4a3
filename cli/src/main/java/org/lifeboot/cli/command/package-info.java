/// The command line: one file per command, all of them on one screen in [CommandTree].
@org.jspecify.annotations.NullMarked
package org.lifeboot.cli.command;
