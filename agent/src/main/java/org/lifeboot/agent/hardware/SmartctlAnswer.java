package org.lifeboot.agent.hardware;

import io.avaje.jsonb.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The part of `smartctl --json` (format 1.0) that the Agent reads. Any of it may be missing: what
/// a drive does not report is not there.
@Json(naming = Json.Naming.LowerUnderscore)
record SmartctlAnswer(
    @Nullable Run smartctl,
    @Nullable String modelName,
    @Nullable String scsiModelName,
    @Nullable String serialNumber,
    @Nullable String firmwareVersion,
    @Nullable String scsiRevision,
    @Nullable Status smartStatus,
    @Nullable Attributes ataSmartAttributes,
    @Nullable NvmeHealth nvmeSmartHealthInformationLog) {

  /// Sectors that could not be read and wait for a write to be replaced.
  private static final int PENDING_SECTORS = 197;

  /// Sectors that the drive's own scan could not read.
  private static final int UNREADABLE_SECTORS = 198;

  record Run(@Nullable List<@Nullable Message> messages) {}

  record Message(@Nullable String string) {}

  record Status(@Nullable Boolean passed) {}

  record Attributes(@Nullable List<Attribute> table) {}

  record Attribute(int id, @Nullable Raw raw) {}

  record Raw(long value) {}

  /// NVM Express Base Specification, "SMART / Health Information".
  ///
  /// @param criticalWarning bits, see [#failures] and [#warnings]
  /// @param percentageUsed of the rated endurance; may pass 100
  @Json(naming = Json.Naming.LowerUnderscore)
  record NvmeHealth(int criticalWarning, int percentageUsed, long mediaErrors) {

    static final int TEMPERATURE = 1 << 1;

    List<String> failures() {
      var found = new ArrayList<String>();
      addIf(found, 1, "its spare capacity is below the threshold");
      addIf(found, 1 << 2, "its reliability is degraded by media or internal errors");
      addIf(found, 1 << 3, "it has become read-only");
      addIf(found, 1 << 4, "the backup of its volatile memory has failed");
      addIf(found, 1 << 5, "its persistent memory region is unreliable");
      return found;
    }

    List<String> warnings() {
      var found = new ArrayList<String>();
      addIf(found, TEMPERATURE, "its temperature is outside the limits");
      if (percentageUsed >= 100) {
        found.add("it has used " + percentageUsed + " % of its rated endurance");
      }
      if (mediaErrors > 0) {
        found.add("it counted " + mediaErrors + " media errors");
      }
      return found;
    }

    private void addIf(List<String> found, int bit, String words) {
      if ((criticalWarning & bit) != 0) {
        found.add(words);
      }
    }
  }

  Optional<Boolean> passed() {
    return smartStatus == null ? Optional.empty() : Optional.ofNullable(smartStatus.passed());
  }

  List<String> messages() {
    if (smartctl == null || smartctl.messages() == null) {
      return List.of();
    }
    var texts = new ArrayList<String>();
    for (Message message : smartctl.messages()) {
      if (message != null && message.string() != null) {
        texts.add(message.string());
      }
    }
    return texts;
  }

  /// Why the drive does not call itself healthy. An NVMe drive's own status is only its critical
  /// warning in one bit, and a temperature alone is no failure.
  List<String> failures() {
    if (!passed().equals(Optional.of(false)) || onlyTooHot()) {
      return List.of();
    }
    List<String> told =
        nvmeSmartHealthInformationLog == null
            ? List.of()
            : nvmeSmartHealthInformationLog.failures();
    return told.isEmpty() ? List.of("it is failing or about to fail") : told;
  }

  private boolean onlyTooHot() {
    return nvmeSmartHealthInformationLog != null
        && nvmeSmartHealthInformationLog.criticalWarning() == NvmeHealth.TEMPERATURE;
  }

  /// What deserves a person's eye while the drive still calls itself healthy.
  ///
  /// @param exitCode bits 4 and 5 speak of attributes at or below their thresholds, 7 of self-tests
  List<String> warnings(int exitCode) {
    var found = new ArrayList<String>();
    if (nvmeSmartHealthInformationLog != null) {
      found.addAll(nvmeSmartHealthInformationLog.warnings());
    }
    if ((exitCode & 1 << 4) != 0) {
      found.add("an attribute that foretells failure is at or below its threshold");
    }
    if ((exitCode & 1 << 5) != 0) {
      found.add("an attribute was at or below its threshold in the past");
    }
    if ((exitCode & 1 << 7) != 0) {
      found.add("its log of self-tests holds errors");
    }
    addSectors(found, PENDING_SECTORS, "sectors could not be read and wait to be replaced");
    addSectors(found, UNREADABLE_SECTORS, "sectors could not be read by its own scan");
    return found;
  }

  private void addSectors(List<String> found, int id, String words) {
    if (ataSmartAttributes == null || ataSmartAttributes.table() == null) {
      return;
    }
    for (Attribute attribute : ataSmartAttributes.table()) {
      if (attribute.id() == id && attribute.raw() != null && attribute.raw().value() > 0) {
        found.add(attribute.raw().value() + " " + words);
      }
    }
  }
}
