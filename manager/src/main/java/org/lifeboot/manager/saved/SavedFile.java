package org.lifeboot.manager.saved;

import java.time.Instant;

/// Something that is kept whole.
///
/// @param id of its upload
/// @param check the repair's id
/// @param sha256 of all its bytes, 64 hexadecimal digits in lower case
/// @param at when all of it was stored
public record SavedFile(String id, String check, long sizeBytes, String sha256, Instant at) {}
