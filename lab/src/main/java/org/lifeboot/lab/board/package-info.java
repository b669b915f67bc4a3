/// Management controllers for virtual servers: a Redfish service that can be told to fail.
@org.jspecify.annotations.NullMarked
package org.lifeboot.lab.board;
