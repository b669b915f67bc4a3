/// The Manager's pages and API: one listener, its routes on one screen, and who may walk them.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.web;
