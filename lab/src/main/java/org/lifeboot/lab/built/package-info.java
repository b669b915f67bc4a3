/// What the build made and the lab starts: where it is.
@org.jspecify.annotations.NullMarked
package org.lifeboot.lab.built;
