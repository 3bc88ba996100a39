package dev.cartulary.accounting;

import static dev.cartulary.accounting.Samples.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CloudPrice.PhiEligibility;
import dev.cartulary.cost.PriceTerms;
import dev.cartulary.embedded.EmbeddedCheckpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TokenRatiosTest {
  private static CloudPrice price(String family) {
    return new CloudPrice(
        "Nimbus",
        "Small",
        false,
        new CloudPrice.Tokens(d("1"), d("1"), d("1")),
        "USD",
        Samples.READ,
        "a price list",
        Samples.READ,
        true,
        PhiEligibility.UNKNOWN,
        null,
        new PriceTerms(family, null, null, null, PhiEligibility.UNKNOWN));
  }

  @Test
  void embedded_knownAndUnknownFamily_haveRanges() {
    TokenRatios ratios = TokenRatios.embedded();
    Interval known = ratios.of(price("o200k"));
    Interval unknown = ratios.of(price("secret"));

    assertThat(known.isOpen()).isTrue();
    assertThat(unknown.low()).isLessThanOrEqualTo(known.low());
    assertThat(unknown.high()).isGreaterThanOrEqualTo(known.high());
    assertThat(ratios.of(Samples.clouds().prices().get(0))).isEqualTo(unknown);
    assertThat(ratios.of(Samples.price("A", "B", false, new CloudPrice.Pages(d("1")))))
        .isEqualTo(Interval.exactly(d("1")));
  }

  /** Ratios of another tokenizer would be wrong without anybody noticing. */
  @Test
  void embedded_tokenizer_isTheOneThatWasMeasured() throws IOException, NoSuchAlgorithmException {
    byte[] tokenizer = Files.readAllBytes(EmbeddedCheckpoint.path().resolve("tokenizer.json"));
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(tokenizer));
    try (InputStream in = TokenRatios.class.getResourceAsStream(TokenRatios.FILE)) {
      assertThat(in).isNotNull();
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .as("the embedded tokenizer is another: run TokenRatioBenchmark, then state its rows")
          .contains("SHA-256 " + hash);
    }
  }
}
