/// The tab "Partitions explore": pages that work without scripts.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.web.page.explore;
