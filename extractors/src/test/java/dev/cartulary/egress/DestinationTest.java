package dev.cartulary.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, false",
    "::1, false",
    "[::1], false",
    "fe80::12, false",
    "db.hospital.example, true",
    "LOCALHOST, true",
    "beef, true",
  })
  void isNamed_addresses_areNoNames(String host, boolean named) {
    assertThat(new Destination(host, 5432).isNamed()).isEqualTo(named);
  }

  @Test
  void equals_disregardsCase() {
    assertThat(new Destination("DB.example", 1)).isEqualTo(new Destination("db.example", 1));
  }

  @Test
  void constructor_noPort_isRefused() {
    assertThatThrownBy(() -> new Destination("db", 0)).hasMessageContaining("no port: 0");
  }
}
