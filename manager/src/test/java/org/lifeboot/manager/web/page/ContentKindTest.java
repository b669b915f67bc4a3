package org.lifeboot.manager.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentKindTest {

  @ParameterizedTest
  @CsvSource({
    "ext4, ext4, ext4 file system",
    "vfat, FAT, FAT file system",
    "swap, swap space, swap space",
    "crypto_LUKS, encrypted (LUKS), encrypted (LUKS)",
    "LVM2_member, LVM physical volume, LVM physical volume"
  })
  void aKindHasWords(String type, String brief, String words) {
    assertThat(ContentKind.brief(type)).isEqualTo(brief);
    assertThat(ContentKind.words(type)).isEqualTo(words);
  }

  @Test
  void anUnknownKindIsShownSafely() {
    assertThat(ContentKind.brief("\u001b[31m")).isEqualTo("␛[31m");
    assertThat(ContentKind.brief("")).isEmpty();
  }
}
