/// `lifeboot`, the command on an operator's or owner's own machine. It knows the Manager's HTTP API
/// and nothing else of Lifeboot: [Main] puts the outside world together, `command` holds one file
/// per command.
@org.jspecify.annotations.NullMarked
package org.lifeboot.cli;
