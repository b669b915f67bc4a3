/// Lifeboot's program on the rescued server: wiring only. What it does lives in the packages below.
///
/// May use: `tool` ← `linux` ← {`storage` ← `hardware`, `access`}; `link` stands alone; `work` uses
/// them all; `shell` uses `hardware` and `linux`.
@org.jspecify.annotations.NullMarked
package org.lifeboot.agent;
