/// The pages: what a person sees of servers and sessions, in a person's words.
///
/// Templates take the small records of this package and nothing else. All text that comes from a
/// server passes through [Visible] on its way into them.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.web.page;
