package org.lifeboot.agent.hardware;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of `smartctl --scan-open --json` that the Agent reads.
@Json
record SmartctlScan(@Nullable List<@Nullable Found> devices) {

  record Found(@Nullable String name, @Nullable String type) {}
}
