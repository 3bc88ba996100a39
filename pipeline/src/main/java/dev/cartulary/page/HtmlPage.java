package dev.cartulary.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One self-contained HTML page. */
public final class HtmlPage {
  /** Even a page into which somebody smuggled an address asks for nothing. */
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  /**
   * Scripts and styles of files only. Firefox does not take a file beside a page for its 'self':
   * files are named by their scheme, which pages of a server cannot load.
   */
  private static final String OWN_FILES =
      "default-src 'none'; script-src 'self' file:; style-src 'self' file: 'unsafe-inline'; img-src 'self' file:;"
          + " base-uri 'none'; form-action 'none'";

  private HtmlPage() {}

  /**
   * The page.
   *
   * @param title plain text
   * @param styles CSS that comes after the style that all pages share
   * @param body markup
   */
  public static String of(String title, List<String> styles, String body) {
    return head(title, POLICY)
        + "<style>\n"
        + style()
        + String.join("", styles)
        + "</style>\n</head>\n<body>\n"
        + body
        + "</body>\n</html>\n";
  }

  /**
   * A page of a folder, which loads what lies in the folder and nothing else.
   *
   * @param title plain text
   * @param styles relative addresses of styles; the first begins with {@link #style()}
   * @param scripts relative addresses of scripts, which run in this order when the body is there
   * @param body markup
   */
  public static String linked(
      String title, List<String> styles, List<String> scripts, String body) {
    StringBuilder html = new StringBuilder(body.length() + 1_000).append(head(title, OWN_FILES));
    styles.forEach(
        style ->
            html.append("<link rel=\"stylesheet\" href=\"").append(escaped(style)).append("\">\n"));
    scripts.forEach(
        script ->
            html.append("<script defer src=\"").append(escaped(script)).append("\"></script>\n"));
    return html.append("</head>\n<body>\n").append(body).append("</body>\n</html>\n").toString();
  }

  private static String head(String title, String policy) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\""
        + policy
        + "\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
        + escaped(title)
        + "</title>\n";
  }

  /** The style that all pages share. */
  public static String style() {
    return style(HtmlPage.class, "page.css");
  }

  /** Plain text as markup, also for an attribute's value. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** CSS that lies beside {@code user} in this build. */
  public static String style(Class<?> user, String name) {
    try (InputStream in = user.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
