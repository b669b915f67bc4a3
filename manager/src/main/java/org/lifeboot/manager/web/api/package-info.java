/// The API under `/api/v1`. Its contract is `openapi.yaml`; a test holds every answer against it.
@org.jspecify.annotations.NullMarked
package org.lifeboot.manager.web.api;
