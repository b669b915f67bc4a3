/// `lifeboot`: the command for whoever has logged in to the rescued server.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.shell;
