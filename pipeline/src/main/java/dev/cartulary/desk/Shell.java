package dev.cartulary.desk;

import static dev.cartulary.page.HtmlPage.escaped;

import dev.cartulary.desk.Sessions.Session;

/** What all pages of the desk have. */
final class Shell {
  private Shell() {}

  /**
   * A page.
   *
   * @param title plain text
   * @param body markup
   */
  static String html(String title, Queue queue, Session session, String body) {
    int decided = queue.decided();
    int open = queue.open();
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
        + escaped(title)
        + "</title>\n<link rel=\"stylesheet\" href=\"/desk.css\">\n<script src=\"/desk.js\" defer></script>\n"
        + "</head>\n<body class=\"desk\">\n<nav class=\"top\" aria-label=\"Review\"><a id=\"queue\" href=\"/\">All documents</a>"
        + "<span>"
        + decided
        + " decided, "
        + open
        + " open <progress max=\""
        + Math.max(1, decided + open)
        + "\" value=\""
        + decided
        + "\" aria-label=\"progress\"></progress></span><form method=\"post\" action=\"/leave\">"
        + key(session)
        + "<span class=\"soft\">"
        + escaped(session.reviewer())
        + "</span> <button>Leave</button></form></nav>\n"
        + body
        + "</body>\n</html>\n";
  }

  static String key(Session session) {
    return hidden("key", session.formKey());
  }

  static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + escaped(value) + "\">";
  }
}
