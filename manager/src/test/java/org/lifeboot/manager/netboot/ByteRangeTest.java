package org.lifeboot.manager.netboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples of RFC 9110, section 14.1.2, for a file of 10000 bytes, and what people send.
class ByteRangeTest {

  @ParameterizedTest(name = "{0} is {1} to {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-499|0|500",
        "bytes=500-999|500|1000",
        "bytes=-500|9500|10000",
        "bytes=9500-|9500|10000",
        "bytes=0-0|0|1",
        "bytes=-1|9999|10000",
        "bytes=0-99999|0|10000",
        "bytes=-99999|0|10000",
        "''|0|10000",
        "bytes=-|0|10000",
        "bytes=5-2|0|10000",
        "bytes=0-1,5-6|0|10000",
        "bytes=99999999999999999999-|0|10000",
        "lines=1-2|0|10000",
      })
  void aRangeHeaderNamesBytes(String header, long first, long end) {
    assertThat(ByteRange.of(header, 10_000)).contains(new ByteRange(first, end));
  }

  @ParameterizedTest
  @CsvSource({"bytes=10000-", "bytes=10000-10001", "bytes=-0"})
  void aRangeOutsideOfTheFileIsRefused(String header) {
    assertThat(ByteRange.of(header, 10_000)).isEqualTo(Optional.empty());
  }
}
