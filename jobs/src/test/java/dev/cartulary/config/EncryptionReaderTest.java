package dev.cartulary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cartulary.keys.Encryption;
import dev.cartulary.keys.KeyFolder;
import dev.cartulary.yaml.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncryptionReaderTest {
  @TempDir Path folder;

  @Test
  void read_nothingSaid_encryptsNothing() throws IOException {
    assertThat(read("name: x\n", Map.of())).isNull();
  }

  @Test
  void read_keyFolder_isSeenFromTheJobFile() throws IOException {
    KeyFolder.create(folder.resolve("keys"));
    Encryption.Folder place = new Encryption.Folder(folder.resolve("keys").toString());

    assertThat(read("encryption: {keys: keys}\n", Map.of()))
        .isEqualTo(new Encryption(place, Encryption.Columns.SEPARATE));
    assertThat(read("encryption: {keys: ./keys, columns: together}\n", Map.of()))
        .isEqualTo(new Encryption(place, Encryption.Columns.TOGETHER));
    assertThat(read("encryption: {keys: ./keys, columns: clear}\n", Map.of()))
        .isEqualTo(new Encryption(place, Encryption.Columns.CLEAR));
  }

  @Test
  void read_vault_hasTheUsualNames() throws IOException {
    assertThat(
            read(
                "encryption: {vault: {address: 'https://vault.clinic.example:8200/', token-file: t}}\n",
                Map.of()))
        .isEqualTo(
            new Encryption(
                new Encryption.Vault(
                    "https://vault.clinic.example:8200",
                    "transit",
                    "cartulary-",
                    folder.resolve("t").toString(),
                    null),
                Encryption.Columns.SEPARATE));
    assertThat(
            read(
                "encryption: {vault: {address: 'http://[::1]:8200', mount: night/transit,"
                    + " key-prefix: notes., token-env: VAULT_TOKEN}}\n",
                Map.of("VAULT_TOKEN", "hush")))
        .isEqualTo(
            new Encryption(
                new Encryption.Vault(
                    "http://[::1]:8200", "night/transit", "notes.", null, "VAULT_TOKEN"),
                Encryption.Columns.SEPARATE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | keys or vault is needed",
        "{keys: keys, vault: {address: 'https://v', token-file: t}} | keys or vault is needed",
        "{keys: gone} | gone does not exist; make keys with cartulary keys create",
        "{keys: open} | open is open to other users",
        "{keys: keys, columns: some} | columns",
        "{keys: keys, key: x} | key",
        "{vault: {token-file: t}} | address",
        "{vault: {address: 'http://vault.clinic.example', token-file: t}} | must be https",
        "{vault: {address: 'http://127.0.0.1.evil.example', token-file: t}} | must be https",
        "{vault: {address: 'https://night:hush@v', token-file: t}} | must be https",
        "{vault: {address: 'https://v/v1', token-file: t}} | must be https",
        "{vault: {address: 'v', token-file: t}} | must be https",
        "{vault: {address: 'https://v'}} | token-file or token-env is needed",
        "{vault: {address: 'https://v', token-file: t, token-env: T}} | token-file or token-env",
        "{vault: {address: 'https://v', token: hush}} | does not belong in a job file",
        "{vault: {address: 'https://v', token-env: UNSET}} | UNSET, which is not set",
        "{vault: {address: 'https://v', token-file: t, mount: '../sys'}} | mount must match",
        "{vault: {address: 'https://v', token-file: t, key-prefix: 'a/b'}} | key-prefix must match",
      })
  void read_mistake_isAProblemThatHidesTheToken(String encryption, String words)
      throws IOException {
    KeyFolder.create(folder.resolve("keys"));
    Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(
        folder.resolve("open"), PosixFilePermissions.fromString("rwxr-xr-x"));

    ConfigurationException e =
        catchThrowableOfType(
            ConfigurationException.class, () -> read("encryption: " + encryption + "\n", Map.of()));

    assertThat(e).isNotNull();
    assertThat(e.problems())
        .anySatisfy(problem -> assertThat(problem).contains("encryption").contains(words))
        .allSatisfy(problem -> assertThat(problem).doesNotContain("hush"));
  }

  @Test
  void read_keysAmongTheDocuments_isAProblem() throws IOException {
    KeyFolder.create(folder.resolve("in/keys"));
    Files.writeString(
        folder.resolve("memo.yaml"), "name: memo\nfields:\n  - {name: subject, type: text}\n");
    Path file =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            input: {path: in}
            type: memo.yaml
            output: {path: out}
            encryption: {keys: in/keys}
            """);

    ConfigurationException e =
        catchThrowableOfType(ConfigurationException.class, () -> JobFile.read(file, Map.of()));

    assertThat(e.problems())
        .singleElement()
        .asString()
        .contains("encryption.keys")
        .contains("lies in input.path");
  }

  private @Nullable Encryption read(String yaml, Map<String, String> environment)
      throws IOException {
    Path file = Files.writeString(folder.resolve("job.yaml"), "output: {path: out}\n" + yaml);
    return JobFile.readBooks(file, environment).encryption();
  }
}
