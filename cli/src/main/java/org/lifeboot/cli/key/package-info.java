/// Public SSH keys read from files; private keys are refused.
@org.jspecify.annotations.NullMarked
package org.lifeboot.cli.key;
