/// Which Manager to talk to and with which token: the saved log-in and the environment variables.
@org.jspecify.annotations.NullMarked
package org.lifeboot.cli.login;
