/// What firmware, way and network the lab has played, as a table at the end of a run.
@org.jspecify.annotations.NullMarked
package org.lifeboot.lab.matrix;
