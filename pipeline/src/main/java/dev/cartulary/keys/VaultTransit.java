package dev.cartulary.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLParameters;

/**
 * Master keys that never leave a HashiCorp Vault server: its transit engine wraps and unwraps data
 * keys, and keeps the versions.
 *
 * <p>Only data keys travel, to the one address of the job file: no redirect is followed, no proxy
 * is asked. A run makes one call for each of its three data keys, and one for each older data key
 * that it comes across.
 */
final class VaultTransit implements MasterKeys {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** Attempts at a server that is busy, standing by or just starting, and the pause between. */
  private static final int ATTEMPTS = 3;

  /*
   * The client would take the usual parameters from a socket that it makes for nothing else, and a
   * guarded process makes none without a destination.
   */
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private static final JsonMapper JSON = new JsonMapper();

  private final Encryption.Vault vault;
  private final Map<String, String> environment;
  private final Duration pause;
  private final HttpClient client;

  VaultTransit(Encryption.Vault vault, Map<String, String> environment) {
    this(vault, environment, Duration.ofMillis(500));
  }

  VaultTransit(Encryption.Vault vault, Map<String, String> environment, Duration pause) {
    this.vault = vault;
    this.environment = environment;
    this.pause = pause;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .sslParameters(new SSLParameters(null, PROTOCOLS))
            .build();
    token();
  }

  @Override
  public WrappedKey wrap(KeyName name, byte[] dataKey) {
    String key = vault.prefix() + name.written();
    String plain = Base64.getEncoder().encodeToString(dataKey);
    String ciphertext = ask("encrypt", key, "plaintext", plain, "ciphertext");
    if (!ciphertext.startsWith("vault:")) {
      throw nonsense();
    }
    return new WrappedKey(key, ciphertext);
  }

  @Override
  public byte[] unwrap(WrappedKey wrapped) {
    if (!wrapped.text().startsWith("vault:")
        || !wrapped.master().matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
      throw new KeyException(
          "the key "
              + wrapped.master()
              + " is not one of Vault; name under encryption what the job that wrote this had"
              + " there");
    }
    String plain = ask("decrypt", wrapped.master(), "ciphertext", wrapped.text(), "plaintext");
    try {
      byte[] dataKey = Base64.getDecoder().decode(plain);
      if (dataKey.length == DataKey.BYTES) {
        return dataKey;
      }
    } catch (IllegalArgumentException e) {
      // Without the cause, which quotes the text.
    }
    throw nonsense();
  }

  /** One call of the engine; {@code answer} is what of its data is wanted. */
  private String ask(String verb, String key, String parameter, String value, String answer) {
    ObjectNode body = JSON.createObjectNode().put(parameter, value);
    URI uri = URI.create(vault.address() + "/v1/" + vault.mount() + "/" + verb + "/" + key);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(ANSWER)
            .header("X-Vault-Token", token())
            .header("X-Vault-Request", "true")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() != 200) {
      throw refused(response, key);
    }
    try {
      String text = JSON.readTree(response.body()).path("data").path(answer).asText();
      if (!text.isEmpty()) {
        return text;
      }
    } catch (IOException e) {
      // Not JSON; without the cause, which quotes the answer.
    }
    throw nonsense();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          HttpResponse<String> response =
              client.send(request, HttpResponse.BodyHandlers.ofString());
          boolean passing = response.statusCode() == 429 || response.statusCode() >= 500;
          if (!passing || attempt == ATTEMPTS) {
            return response;
          }
        } catch (IOException e) {
          if (attempt == ATTEMPTS) {
            throw unreachable(e);
          }
        }
        Thread.sleep(pause.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KeyException("the question to Vault at " + vault.address() + " was interrupted", e);
    }
  }

  private KeyException unreachable(IOException e) {
    String said =
        e instanceof HttpTimeoutException
            ? "does not answer in time"
            : "cannot be reached (" + e.getClass().getSimpleName() + ")";
    return new KeyException(
        "Vault at "
            + vault.address()
            + " "
            + said
            + "; check encryption.vault.address, that the server runs, and that this machine trusts"
            + " its certificate",
        e);
  }

  private KeyException refused(HttpResponse<String> response, String key) {
    int status = response.statusCode();
    String remedy =
        switch (status) {
          case 400 ->
              "check that "
                  + vault.mount()
                  + " has the key "
                  + key
                  + ", and, when reading, that it is the one this was written with and that its"
                  + " min_decryption_version was not raised";
          case 403 ->
              "check that the token has not expired, and that its policy allows update on "
                  + vault.mount()
                  + "/encrypt/"
                  + key
                  + " and "
                  + vault.mount()
                  + "/decrypt/"
                  + key;
          case 404 ->
              "check that a transit engine is mounted at " + vault.mount() + ", and the address";
          case 503 -> "unseal Vault, and run the job again";
          default -> "look into Vault's log, and run the job again";
        };
    return new KeyException(
        "Vault at "
            + vault.address()
            + " refuses the key "
            + key
            + " (status "
            + status
            + said(response.body())
            + "); "
            + remedy);
  }

  /** Vault's own words: it never puts keys into them. */
  private static String said(String body) {
    List<String> errors = new ArrayList<>();
    try {
      for (JsonNode error : JSON.readTree(body).path("errors")) {
        errors.add(error.asText().strip().lines().findFirst().orElse(""));
      }
    } catch (IOException e) {
      // Not Vault's form: nothing of it is repeated.
    }
    errors.removeIf(error -> error.isEmpty() || error.length() > 200);
    return errors.isEmpty() ? "" : ": " + errors.get(0);
  }

  private KeyException nonsense() {
    return new KeyException(
        vault.address()
            + " answers, but not as Vault's transit engine does; check encryption.vault.address and"
            + " encryption.vault.mount");
  }

  /** Read anew at each call, for agents renew the file. */
  private String token() {
    String token;
    if (vault.tokenFile() != null) {
      Path file = Path.of(vault.tokenFile());
      try {
        token = Files.readString(file).strip();
      } catch (IOException e) {
        throw new KeyException(
            file
                + ", named in encryption.vault.token-file, cannot be read ("
                + e.getClass().getSimpleName()
                + "); check the path, its owner and its mode",
            e);
      }
    } else {
      token = environment.getOrDefault(String.valueOf(vault.tokenVariable()), "").strip();
    }
    if (!token.matches("[!-~]+")) {
      throw new KeyException(
          "there is no token for Vault in "
              + (vault.tokenFile() != null
                  ? vault.tokenFile()
                  : "the environment variable " + vault.tokenVariable())
              + "; put one line with the token there");
    }
    return token;
  }
}
