package dev.cartulary.verify;

import dev.cartulary.document.CharSpan;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.field.Alternative;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.outcome.Summary;
import java.util.ArrayList;
import java.util.List;

/** Compares values with the characters at their spans. */
public final class Verifier {
  private Verifier() {}

  /**
   * Marks each field whose span does not hold exactly its value, whose page is not its span's, or
   * which was derived from something outside of the text, as ungrounded, without span and page; its
   * probability stays. Alternatives that do not stand where they say are dropped. A summary of key
   * sentences that are not, line by line, the characters at its spans becomes empty. Free text has
   * no evidence to check and stays.
   */
  public static Verification verify(ExtractedText text, List<Field> fields, Summary summary) {
    List<Field> verified = new ArrayList<>();
    int ungrounded = 0;
    for (Field field : fields) {
      boolean grounded = field.status() == FieldStatus.ABSENT || grounded(text, field);
      ungrounded += grounded ? 0 : 1;
      Field checked = grounded ? field : withoutSpan(field);
      verified.add(
          checked.with(
              field.alternatives().stream().filter(other -> grounded(text, other)).toList()));
    }
    boolean copied =
        summary.kind() == Summary.Kind.FREE_TEXT
            || summary.text().equals(sentences(text.text(), summary.spans()));
    return new Verification(
        verified,
        copied ? summary : new Summary(summary.kind(), "", List.of()),
        ungrounded,
        copied);
  }

  private static boolean grounded(ExtractedText text, Field field) {
    CharSpan span = field.span();
    return span != null
        && field.status() != FieldStatus.UNGROUNDED
        && span.end() <= text.text().length()
        && text.text().regionMatches(span.start(), field.value(), 0, field.value().length())
        && span.length() == field.value().length()
        && text.pageAt(span.start()) == field.page()
        && field.basis().stream().allMatch(from -> from.end() <= text.text().length());
  }

  private static boolean grounded(ExtractedText text, Alternative other) {
    CharSpan span = other.span();
    return span != null
        && span.end() <= text.text().length()
        && span.of(text.text()).equals(other.value());
  }

  private static Field withoutSpan(Field field) {
    return new Field(
            field.name(),
            field.value(),
            field.normalized(),
            null,
            0,
            field.probability(),
            FieldStatus.UNGROUNDED,
            List.of(),
            field.basis())
        .routed(field.route());
  }

  private static String sentences(String text, List<CharSpan> spans) {
    List<String> sentences = new ArrayList<>();
    for (CharSpan span : spans) {
      sentences.add(span.end() <= text.length() ? span.of(text) : "");
    }
    return String.join("\n", sentences);
  }
}
