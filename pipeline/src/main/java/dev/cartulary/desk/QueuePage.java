package dev.cartulary.desk;

import static dev.cartulary.page.HtmlPage.escaped;

import dev.cartulary.desk.Sessions.Session;
import java.util.List;
import java.util.Locale;

/** The documents of a job, those at which a person learns most first. */
final class QueuePage {
  /** Nobody scrolls further; what is decided makes room. */
  private static final int MOST_SHOWN = 500;

  private QueuePage() {}

  static String of(String job, Queue queue, Session session) {
    List<Queue.Entry> ordered = queue.ordered();
    StringBuilder html = new StringBuilder("<main>\n<h1>Review of ");
    html.append(escaped(job)).append("</h1>\n");
    if (queue.open() == 0) {
      html.append(
          "<p class=\"notice\" role=\"status\">Nothing is open. Run the job again: it computes nothing and writes the"
              + " decisions into the tables.</p>\n");
    } else {
      html.append("<p><a class=\"button\" id=\"next\" autofocus href=\"");
      html.append(ordered.get(0).address())
          .append("\">Begin with the first document</a> <kbd>n</kbd></p>\n");
    }
    if (queue.withoutText() > 0) {
      html.append("<p class=\"soft\">")
          .append(queue.withoutText())
          .append(
              " documents are not here, for their texts were not kept; cartulary run --force reads them anew.</p>\n");
    }
    html.append(
        "<table class=\"queue\"><caption>Documents, those first at which a look decides most</caption><thead><tr><th"
            + " scope=\"col\">document</th><th scope=\"col\" class=\"number\">open</th><th scope=\"col\""
            + " class=\"number\">decided</th><th scope=\"col\" class=\"number\">worth, bits</th></tr></thead>\n<tbody>\n");
    for (Queue.Entry entry : ordered.subList(0, Math.min(MOST_SHOWN, ordered.size()))) {
      html.append("<tr><th scope=\"row\"><a href=\"")
          .append(entry.address())
          .append("\"><bdi>")
          .append(escaped(entry.path()))
          .append("</bdi></a></th><td class=\"number\">")
          .append(entry.open())
          .append("</td><td class=\"number\">")
          .append(entry.decided())
          .append("</td><td class=\"number\">")
          .append(String.format(Locale.ROOT, "%.2f", entry.worth()))
          .append("</td></tr>\n");
    }
    html.append("</tbody></table>\n");
    if (ordered.size() > MOST_SHOWN) {
      html.append("<p class=\"soft\">")
          .append(ordered.size() - MOST_SHOWN)
          .append(" more follow.</p>\n");
    }
    html.append("</main>\n");
    return Shell.html("Review of " + job, queue, session, html.toString());
  }
}
