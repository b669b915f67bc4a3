/// Who did what, when, from where. Append-only.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.audit;
