/// Waiting for a rescue session, with its timeline as it happens.
@org.jspecify.annotations.NullMarked
package org.lifeboot.cli.follow;
