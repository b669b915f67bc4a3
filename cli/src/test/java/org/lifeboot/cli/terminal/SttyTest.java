package org.lifeboot.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SttyTest {

  @Test
  void theSecondNumberIsTheWidth() {
    assertThat(Stty.columns("24 132\n")).isEqualTo(132);
  }

  @Test
  void whatIsNoSizeIsTheUsualWidth() {
    assertThat(Stty.columns("0 0\n")).isEqualTo(80);
    assertThat(Stty.columns("")).isEqualTo(80);
    assertThat(Stty.columns("stty: standard input: Inappropriate ioctl\n")).isEqualTo(80);
  }
}
