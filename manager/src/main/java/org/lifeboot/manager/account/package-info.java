/// Who may use the Manager: accounts, API tokens, log-ins.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.account;
