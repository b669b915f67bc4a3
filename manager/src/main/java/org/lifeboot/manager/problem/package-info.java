/// What can be wrong with a request, as a closed list of codes.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.problem;
