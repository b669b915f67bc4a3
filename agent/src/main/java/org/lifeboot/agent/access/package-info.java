/// Who may log in: host keys, root's password and keys, and sshd.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.access;
