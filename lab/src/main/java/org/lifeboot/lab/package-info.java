/// Virtual servers that behave as real ones, the demo, and the story that proves each step.
@org.jspecify.annotations.NullMarked
package org.lifeboot.lab;
