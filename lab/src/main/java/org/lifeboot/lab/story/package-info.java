/// The rescue of demo-1, step by step, each step proven by evidence from outside.
@org.jspecify.annotations.NullMarked
package org.lifeboot.lab.story;
