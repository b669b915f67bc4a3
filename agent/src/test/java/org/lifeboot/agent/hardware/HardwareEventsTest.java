package org.lifeboot.agent.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.lifeboot.agent.hardware.HardwareEvent.Kind;

class HardwareEventsTest {

  private static List<HardwareEvent> heard(String... messages) {
    var events = new HardwareEvents();
    List.of(messages).forEach(events::add);
    return events.all();
  }

  private static HardwareEvent of(Kind kind, int cpu, String text) {
    return new HardwareEvent(kind, OptionalInt.of(cpu), "", text);
  }

  @Test
  void aMachineCheckNamesItsProcessorAndTellsWhetherItWasCorrected() {
    String corrected = "mce: [Hardware Error]: CPU 1: Machine Check: 0 Bank 4: 9400000000000001";
    String not =
        "mce: [Hardware Error]: CPU 0: Machine Check Exception: 5 Bank 9: bd000000000000c0";

    assertThat(heard("mce: [Hardware Error]: Machine check events logged", corrected, not))
        .containsExactly(of(Kind.CORRECTED, 1, corrected), of(Kind.UNCORRECTED, 0, not));
  }

  @Test
  void aMachineCheckAsTheAmdDriverTellsItIsUnderstoodToo() {
    String line =
        "[Hardware Error]: CPU:3 (17:31:0) MC4_STATUS[-|UE|MiscV|-|-]: 0xb400000000000000";

    assertThat(heard(line)).containsExactly(of(Kind.UNCORRECTED, 3, line));
  }

  @Test
  void aMachineCheckWithoutDetailsIsStillOne() {
    assertThat(heard("mce: [Hardware Error]: Machine check events logged"))
        .extracting(HardwareEvent::kind)
        .containsExactly(Kind.CORRECTED);
  }

  @Test
  void aMemoryErrorNamesTheModule() {
    assertThat(
            heard(
                "EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#0_DIMM#0 (channel:0"
                    + " slot:0 page:0x12 offset:0x0 grain:32 syndrome:0x0)",
                "{1}[Hardware Error]: event severity: fatal",
                "{1}[Hardware Error]:   DIMM location: CPU1 DIMM_A1"))
        .extracting(HardwareEvent::kind, HardwareEvent::place)
        .containsExactly(
            tuple(Kind.CORRECTED, "CPU_SrcID#0_MC#0_Chan#0_DIMM#0"),
            tuple(Kind.UNCORRECTED, "CPU1 DIMM_A1"));
  }

  @Test
  void aPageThatIsGivenUpIsToldOnce() {
    assertThat(
            heard(
                "Memory failure: 0x12345: recovery action for dirty LRU page: Recovered",
                "Memory failure: 0x12345: already hardware poisoned"))
        .extracting(HardwareEvent::kind)
        .containsExactly(Kind.BAD_PAGE);
  }

  @Test
  void aProcessorThatIsTooHotIsThrottled() {
    String line =
        "mce: CPU2: Core temperature above threshold, cpu clock throttled (total events = 1)";

    assertThat(heard(line)).containsExactly(of(Kind.THROTTLED, 2, line));
  }

  @Test
  void otherMessagesAreNoEvents() {
    assertThat(heard("mce: CPU supports 10 MCE banks", "EDAC MC: Ver: 3.0.0", "usb 1-1: hello"))
        .isEmpty();
  }
}
