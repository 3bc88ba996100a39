package dev.cartulary.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTransitTest {
  private static final byte[] DATA_KEY =
      "0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private TransitServer server;
  private Path token;

  @BeforeEach
  void start() throws IOException {
    server = TransitServer.start();
    token = Files.writeString(folder.resolve("token"), TransitServer.TOKEN + "\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void wrap_thenUnwrap_givesTheKey_alsoAfterRotation() {
    VaultTransit vault = vault();

    WrappedKey old = vault.wrap(KeyName.PHI, DATA_KEY);
    server.rotate();
    WrappedKey fresh = vault.wrap(KeyName.PHI, DATA_KEY);

    assertThat(old.master()).isEqualTo("cartulary-phi");
    assertThat(old.text()).startsWith("vault:v1:");
    assertThat(fresh.text()).startsWith("vault:v2:");
    assertThat(vault.unwrap(old)).isEqualTo(DATA_KEY);
    assertThat(vault.unwrap(fresh)).isEqualTo(DATA_KEY);
  }

  @Test
  void ring_asksOnceForEachDataKey() {
    KeyRing writer = KeyRing.open(server.place(token.toString()));
    byte[] sealed = new byte[0];
    for (int i = 0; i < 50; i++) {
      sealed = writer.seal(KeyName.LEDGER, DATA_KEY, new byte[0]);
    }
    assertThat(server.calls()).isEqualTo(1);
    KeyRing reader = KeyRing.open(server.place(token.toString()));
    for (int i = 0; i < 50; i++) {
      assertThat(reader.open(sealed, new byte[0])).isEqualTo(DATA_KEY);
    }
    assertThat(server.calls()).isEqualTo(2);
  }

  @Test
  void token_inTheEnvironment_isTaken() {
    Encryption.Vault named =
        new Encryption.Vault(
            server.place("x").address(), "transit", "cartulary-", null, "VAULT_TOKEN");

    assertThat(
            new VaultTransit(named, Map.of("VAULT_TOKEN", TransitServer.TOKEN))
                .wrap(KeyName.FOOTER, DATA_KEY)
                .master())
        .isEqualTo("cartulary-footer");
    assertThatThrownBy(() -> new VaultTransit(named, Map.of()))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("environment variable VAULT_TOKEN");
  }

  @Test
  void token_thatIsRenewedInItsFile_isReadAnew() throws IOException {
    VaultTransit vault = vault();
    Files.writeString(token, "expired");
    assertThatThrownBy(() -> vault.wrap(KeyName.PHI, DATA_KEY))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("status 403: permission denied")
        .hasMessageContaining("token has not expired")
        .hasMessageContaining("transit/encrypt/cartulary-phi")
        .hasMessageNotContaining("expired\n")
        .hasMessageNotContaining(TransitServer.TOKEN);
    Files.writeString(token, TransitServer.TOKEN);

    assertThat(vault.wrap(KeyName.PHI, DATA_KEY).text()).startsWith("vault:v1:");
    Files.writeString(token, " \n");
    assertThatThrownBy(() -> vault.wrap(KeyName.PHI, DATA_KEY))
        .hasMessageContaining("there is no token for Vault in " + token);
    Files.delete(token);
    assertThatThrownBy(() -> vault.wrap(KeyName.PHI, DATA_KEY))
        .hasMessageContaining("token-file, cannot be read (NoSuchFileException)");
  }

  @Test
  void faults_thatPass_areWaitedFor() {
    server.failNext(1, 500, "{\"errors\":[\"internal error\"]}");
    server.failNext(1, 429, "");

    assertThat(vault().wrap(KeyName.PHI, DATA_KEY).text()).startsWith("vault:v1:");
    assertThat(server.calls()).isEqualTo(3);
  }

  @Test
  void faults_thatStay_areSaidInWords() {
    VaultTransit vault = vault();
    server.failNext(3, 503, "{\"errors\":[\"Vault is sealed\"]}");
    assertThatThrownBy(() -> vault.wrap(KeyName.PHI, DATA_KEY))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("status 503: Vault is sealed")
        .hasMessageContaining("unseal Vault");
    server.failNext(3, 500, "<html>proxy</html>");
    assertThatThrownBy(() -> vault.wrap(KeyName.PHI, DATA_KEY))
        .hasMessageContaining("(status 500)")
        .hasMessageNotContaining("html");
    WrappedKey other = new WrappedKey("cartulary-other", "vault:v1:AAAA");
    assertThatThrownBy(() -> vault.unwrap(other))
        .hasMessageContaining("status 400: encryption key not found")
        .hasMessageContaining("has the key cartulary-other");
    WrappedKey later =
        new WrappedKey(
            "cartulary-phi", vault.wrap(KeyName.PHI, DATA_KEY).text().replace("v1", "v2"));
    assertThatThrownBy(() -> vault.unwrap(later))
        .hasMessageContaining("message authentication failed");
    Encryption.Vault elsewhere =
        new Encryption.Vault(
            server.place("x").address(), "secret", "cartulary-", token.toString(), null);
    assertThatThrownBy(() -> new VaultTransit(elsewhere, Map.of()).wrap(KeyName.PHI, DATA_KEY))
        .hasMessageContaining("status 404")
        .hasMessageContaining("mounted at secret");
  }

  @Test
  void answers_thatAreNotVaults_areRefused() {
    VaultTransit vault = vault();
    WrappedKey wrapped = vault.wrap(KeyName.PHI, DATA_KEY);
    for (String nonsense :
        new String[] {
          "", "hello", "{}", "{\"data\":{\"ciphertext\":\"plain\"}}", "{\"data\":[1]}"
        }) {
      server.failNext(1, 200, nonsense);
      assertThatThrownBy(() -> vault.wrap(KeyName.PHI, DATA_KEY))
          .isInstanceOf(KeyException.class)
          .hasMessageContaining("not as Vault's transit engine does");
    }
    for (String nonsense :
        new String[] {"{\"data\":{\"plaintext\":\"AAAA\"}}", "{\"data\":{\"plaintext\":\"?\"}}"}) {
      server.failNext(1, 200, nonsense);
      assertThatThrownBy(() -> vault.unwrap(wrapped))
          .isInstanceOf(KeyException.class)
          .hasMessageContaining("not as Vault's transit engine does");
    }
  }

  @Test
  void redirects_areNotFollowed() throws IOException {
    try (TransitServer other = TransitServer.start()) {
      server.failNext(1, 307, other.place("x").address() + "/v1/transit/encrypt/cartulary-phi");

      assertThatThrownBy(() -> vault().wrap(KeyName.PHI, DATA_KEY))
          .isInstanceOf(KeyException.class)
          .hasMessageContaining("status 307");
      assertThat(other.calls()).isZero();
    }
  }

  @Test
  void nobodyThere_isSaid() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Encryption.Vault nowhere =
        new Encryption.Vault(
            "http://127.0.0.1:" + port, "transit", "cartulary-", token.toString(), null);
    assertThatThrownBy(
            () -> new VaultTransit(nowhere, Map.of(), Duration.ZERO).wrap(KeyName.PHI, DATA_KEY))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("127.0.0.1:" + port + " cannot be reached")
        .hasMessageContaining("encryption.vault.address");
  }

  @Test
  void unwrap_ofAKeyOfAFolder_saysSo() {
    assertThatThrownBy(() -> vault().unwrap(new WrappedKey("phi:1", "AAAA")))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("phi:1 is not one of Vault");
    assertThat(server.calls()).isZero();
  }

  private VaultTransit vault() {
    return new VaultTransit(server.place(token.toString()), Map.of(), Duration.ZERO);
  }
}
