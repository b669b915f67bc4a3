/// Serial consoles of servers, shared by those who look at them. Nothing is stored: a console is
/// open while somebody looks.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.console;
