package dev.cartulary.endpoint;

import static java.util.Objects.requireNonNull;

import dev.cartulary.egress.Destination;
import java.io.Serializable;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A model behind a server; holds no secret.
 *
 * @param url as the job writes it, up to {@code /v1}, without a slash at its end
 * @param model as the server calls it
 * @param keyVariable environment variable with the key that the server wants; null for none
 * @param seconds longest time of one attempt
 * @param attempts at one question, at least 1
 */
public record ChatEndpoint(
    String url, String model, @Nullable String keyVariable, int seconds, int attempts)
    implements Serializable {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  public ChatEndpoint {
    requireNonNull(model, "model is null");
    if (!isSafe(url) || seconds < 1 || attempts < 1) {
      throw new IllegalArgumentException("no endpoint: " + url);
    }
  }

  /**
   * Whether {@code url} names one host to which nobody can read along: by TLS, or without it on
   * this machine or in a private network. A look at the words, without a look-up.
   */
  public static boolean isSafe(String url) {
    try {
      URI uri = URI.create(url);
      String host = uri.getHost();
      if (host == null
          || uri.getUserInfo() != null
          || uri.getQuery() != null
          || uri.getFragment() != null
          || uri.getPort() == 0
          || url.endsWith("/")) {
        return false;
      }
      return "https".equals(uri.getScheme())
          || ("http".equals(uri.getScheme()) && isPrivate(host.toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isPrivate(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("\\[f[cd][0-9a-f:]+]")
        || host.matches("(127|10)(\\.\\d{1,3}){3}")
        || host.matches("192\\.168(\\.\\d{1,3}){2}")
        || host.matches("172\\.(1[6-9]|2\\d|3[01])(\\.\\d{1,3}){2}");
  }

  /** Where questions are sent. */
  URI address() {
    return URI.create(url + "/chat/completions");
  }

  /** The one host and port. */
  public Destination destination() {
    URI uri = URI.create(url);
    int usual = "https".equals(uri.getScheme()) ? HTTPS : HTTP;
    return new Destination(uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort());
  }
}
