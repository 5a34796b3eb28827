package org.simbastream.evaluation.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressorTest {

  @ParameterizedTest
  @EnumSource
  void whatRepeatsCostsLittleAndNoiseCostsItself(Compressor compressor) {
    byte[] noise = new byte[20_000];
    new SplittableRandom(1).nextBytes(noise);
    assertThat(compressor.size(noise)).isBetween(20_000, 20_200);
    byte[] twice = new byte[40_000];
    System.arraycopy(noise, 0, twice, 0, noise.length);
    System.arraycopy(noise, 0, twice, noise.length, noise.length);
    assertThat(compressor.size(twice) - compressor.size(noise)).isBetween(0, 1_000);
  }

  @ParameterizedTest
  @EnumSource
  void nothingAndOneByteAreCompressedToo(Compressor compressor) {
    assertThat(compressor.size(new byte[0])).isPositive();
    assertThat(compressor.size(new byte[] {7})).isPositive();
  }
}
