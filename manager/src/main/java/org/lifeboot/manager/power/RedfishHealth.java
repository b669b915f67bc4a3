package org.lifeboot.manager.power;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lifeboot.manager.power.PowerHealth.Entry;
import org.lifeboot.manager.power.PowerHealth.Reading;

/// Sensors and event log of a Redfish system. What a service does not have, or not in time, is left
/// out. For one thread.
final class RedfishHealth {

  /// A board that is asked for a hundred documents and takes its time for each is not waited for.
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private static final int MOST_CHASSIS = 4;
  private static final int MOST_SENSORS = 60;

  private final RedfishClient client;
  private final long deadline = System.nanoTime() + LIMIT.toNanos();

  RedfishHealth(RedfishClient client) {
    this.client = client;
  }

  private Optional<RedfishDocument> find(String path) {
    return System.nanoTime() - deadline > 0 ? Optional.empty() : client.find(path);
  }

  PowerHealth of(RedfishDocument system) {
    String identity =
        Stream.of("Manufacturer", "Model", "SerialNumber", "BiosVersion")
            .map(system::text)
            .filter(text -> !text.isBlank())
            .collect(Collectors.joining(", "));
    List<Entry> log = new RedfishLog(this::find).of(system);
    List<Reading> readings = new ArrayList<>();
    for (RedfishDocument chassis :
        system.links().objects("Chassis").stream().limit(MOST_CHASSIS).toList()) {
      find(chassis.id()).ifPresent(found -> readings.addAll(readings(found)));
    }
    return new PowerHealth.Told(identity, RedfishReadings.named(readings), log);
  }

  /// `Thermal` and `Power` on older services, `Sensors` on newer ones (DSP0268, since 2020.4).
  private List<Reading> readings(RedfishDocument chassis) {
    List<Reading> readings = new ArrayList<>();
    find(chassis.link("Thermal")).ifPresent(one -> readings.addAll(thermal(one)));
    find(chassis.link("Power")).ifPresent(one -> readings.addAll(power(one)));
    if (readings.isEmpty()) {
      members(chassis.link("Sensors")).limit(MOST_SENSORS).forEach(readings::add);
    }
    return readings.stream()
        .filter(one -> !one.value().isBlank() || !one.outside().isEmpty())
        .toList();
  }

  private static List<Reading> thermal(RedfishDocument thermal) {
    return RedfishReadings.both(
        thermal.objects("Temperatures").stream()
            .map(one -> RedfishReadings.old(one, "ReadingCelsius", "°C")),
        thermal.objects("Fans").stream().map(RedfishReadings::fan));
  }

  private static List<Reading> power(RedfishDocument power) {
    return RedfishReadings.both(
        power.objects("Voltages").stream()
            .map(one -> RedfishReadings.old(one, "ReadingVolts", "V")),
        power.objects("PowerSupplies").stream().map(RedfishReadings::supply));
  }

  private Stream<Reading> members(String place) {
    return find(place).map(found -> found.objects("Members")).stream()
        .flatMap(List::stream)
        .flatMap(
            member -> member.text("ReadingType").isEmpty() ? fetched(member) : Stream.of(member))
        .map(RedfishReadings::sensor);
  }

  private Stream<RedfishDocument> fetched(RedfishDocument member) {
    return find(member.id()).stream();
  }
}
