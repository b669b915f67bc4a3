/// What is on a disk or in an image, read without assembling, activating or writing anything.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent.layout;
