/// The rescue page's check tabs and report: records made from what the store holds, and the
/// handlers that send them. Everything in them came from the rescued server and is hostile: it goes
/// through [org.lifeboot.manager.web.page.Visible].
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.web.page.check;
