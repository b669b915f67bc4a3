/// The Manager's HTTP API as records, and the client that speaks it ([Manager]).
@org.jspecify.annotations.NullMarked
package org.lifeboot.cli.api;
