/// Text for people: tables, elapsed times, colours; hostile text made harmless.
@org.jspecify.annotations.NullMarked
package org.lifeboot.cli.text;
