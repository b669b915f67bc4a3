/// The Manager under test, as a process and through its API, and the mail server it talks to.
@org.jspecify.annotations.NullMarked
package org.lifeboot.lab.manager;
