package dev.cartulary.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerAddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "jdbc:h2:file:/data/ledger                              | none",
        "jdbc:postgresql://db.example/ledger                    | db.example:5432",
        "jdbc:postgresql://db.example:5433/ledger?ssl=true      | db.example:5433",
        "jdbc:postgresql://one.example,two.example:6000/ledger  | one.example:5432,two.example:6000",
        "jdbc:postgresql://[::1]:5433/ledger                    | ::1:5433",
        "jdbc:postgresql:ledger                                 | localhost:5432",
        "jdbc:postgresql:///ledger                              | localhost:5432",
      })
  void destinations_areTheServersOfTheUrl(String url, String servers) {
    assertThat(new LedgerAddress(url, "", "").destinations())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder(servers == null ? new String[0] : servers.split(",", -1));
  }
}
