package dev.cartulary.accounting;

import dev.cartulary.accounting.Savings.Local;
import dev.cartulary.accounting.Savings.Offer;
import dev.cartulary.cost.CloudPrice;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A comparison as text for a terminal of 80 columns; ASCII, no colours. */
public final class SavingsText {
  static final int WIDTH = 80;

  private static final String COLUMNS =
      "saved is the cloud's total less this machine's with its idle time, saved % the same in a"
          + " hundred of the cloud's total, busy % without the idle time. Negative: the cloud is"
          + " cheaper.";

  private final Savings savings;
  private final TextLines out = new TextLines(WIDTH);

  private SavingsText(Savings savings) {
    this.savings = savings;
  }

  /** The comparison; ends with a line break. */
  public static String of(Savings savings) {
    SavingsText text = new SavingsText(savings);
    if (savings.work().documents() == 0) {
      text.out.paragraph("No document was read yet: there is nothing to compare.");
    } else {
      text.verdict();
      text.work();
      text.local();
      text.offers();
      text.notes();
    }
    return text.out.toString();
  }

  /** The totals in a few lines, at most {@value #WIDTH} characters less a margin of 11. */
  public static List<String> brief(Savings savings, int offers) {
    Savings.Local local = savings.local();
    List<String> lines = new ArrayList<>();
    lines.add(
        Figures.usd(local.wholeLife())
            + " here with idle time, "
            + Figures.usd(local.busyOnly())
            + " without"
            + (local.energyEstimated() || local.hardwareEstimated() ? "; in part estimated" : ""));
    Escalated escalated = savings.work().escalated();
    if (escalated.questions() > 0 && savings.rates().escalation() == null) {
      lines.add(
          "not in it: what "
              + Figures.count(escalated.questions(), "question", "questions")
              + " cost that a model elsewhere answered");
    }
    savings.offers().stream()
        .limit(offers)
        .forEach(
            offer ->
                lines.add(
                    Figures.usd(offer.total().amount()) + " " + offer.name() + remark(offer)));
    return lines;
  }

  private static String remark(Offer offer) {
    List<String> remarks = new ArrayList<>();
    if (offer.cheaper()) {
      remarks.add("cheaper");
    }
    if (!offer.total().verified()) {
      remarks.add("unverified");
    }
    if (offer.stale()) {
      remarks.add("stale");
    }
    return remarks.isEmpty() ? "" : " (" + String.join(", ", remarks) + ")";
  }

  private void verdict() {
    String here =
        Figures.usd(savings.local().wholeLife())
            + " with its idle time ("
            + Figures.usd(savings.local().busyOnly())
            + " without)";
    if (savings.offers().isEmpty()) {
      out.paragraph(
          "This machine took "
              + here
              + ". No cloud has a price for the days of the work: nothing is compared.");
      return;
    }
    Offer first = savings.offers().get(0);
    int cheaper = savings.cheaperOffers().size();
    int all = savings.offers().size();
    String there =
        first.name()
            + " would have taken "
            + Figures.usd(first.total().amount())
            + ", this machine took ";
    if (cheaper > 0) {
      out.paragraph(
          "A cloud is cheaper: "
              + there
              + here
              + ", "
              + Figures.usd(first.savedWholeLife().negate())
              + " more. "
              + cheaper
              + " of "
              + Figures.count(all, "product", "products")
              + " below would have cost less than this machine.");
    } else {
      out.paragraph(
          "This machine costs no more than any of "
              + Figures.count(all, "product", "products")
              + ": the cheapest, "
              + there
              + here
              + ", "
              + Figures.usd(first.savedWholeLife())
              + " less ("
              + Figures.percent(first.percentWholeLife())
              + " %).");
    }
    long stale = savings.offers().stream().filter(Offer::stale).count();
    if (stale > 0) {
      out.paragraph(
          "Stale: "
              + Figures.count(stale, "price was", "prices were")
              + " read more than "
              + PriceBook.STALE_AFTER_DAYS
              + " days ago (marked s). Check them before you rely on this.");
    }
  }

  private void work() {
    WorkDone work = savings.work();
    out.paragraph(
        "Work: "
            + Figures.count(work.documents(), "document", "documents")
            + ", "
            + Figures.count(work.pages(), "page", "pages")
            + ", "
            + Figures.count(work.characters(), "character", "characters")
            + "; "
            + Figures.count(
                work.usage().prefixTokens() + work.usage().questionTokens(), "token", "tokens")
            + " read and "
            + Figures.count(work.usage().generatedTokens(), "token", "tokens")
            + " written, as the local model counts them.");
  }

  private void local() {
    Local local = savings.local();
    List<TextLines.Row> rows = new ArrayList<>();
    rows.add(new TextLines.Row("This machine", List.of("busy only", "idle included", "marks")));
    rows.add(
        amounts(
            "  energy",
            local.energy(),
            local.energy().add(local.idleEnergy()),
            local.energyEstimated() ? "e" : ""));
    rows.add(
        amounts(
            "  hardware",
            local.hardware(),
            local.hardware().add(local.idleHardware()),
            local.hardwareEstimated() ? "e" : ""));
    if (local.elsewhere().signum() > 0) {
      rows.add(amounts("  asked elsewhere", local.elsewhere(), local.elsewhere(), ""));
    }
    rows.add(amounts("  total", local.busyOnly(), local.wholeLife(), ""));
    rows.add(each("  a document", savings.work().documents()));
    if (savings.work().pages() > 0) {
      rows.add(each("  a page", savings.work().pages()));
    }
    WorkDone work = savings.work();
    WorkDone.Counts counts = work.counts();
    if (counts != null && counts.fields() > 0) {
      rows.add(each("  a field", counts.fields()));
    }
    long tokens =
        work.usage().prefixTokens()
            + work.usage().questionTokens()
            + work.usage().generatedTokens();
    if (tokens > 0) {
      rows.add(
          amounts(
              "  a million tokens",
              million(local.busyOnly(), tokens),
              million(local.wholeLife(), tokens),
              ""));
    }
    out.table(rows);
    out.paragraph(MachineText.of(savings));
    String elsewhere = work.escalated().sentence(savings.rates().escalation());
    if (!elsewhere.isEmpty()) {
      out.paragraph(elsewhere);
    }
  }

  private TextLines.Row each(String name, long count) {
    BigDecimal divisor = BigDecimal.valueOf(count);
    return amounts(
        name,
        savings.local().busyOnly().divide(divisor, MathContext.DECIMAL128),
        savings.local().wholeLife().divide(divisor, MathContext.DECIMAL128),
        "");
  }

  private static BigDecimal million(BigDecimal amount, long tokens) {
    return amount.movePointRight(6).divide(BigDecimal.valueOf(tokens), MathContext.DECIMAL128);
  }

  private static TextLines.Row amounts(
      String name, BigDecimal busy, BigDecimal whole, String marks) {
    return new TextLines.Row(name, List.of(Figures.usd(busy), Figures.usd(whole), marks));
  }

  private void offers() {
    if (!savings.offers().isEmpty()) {
      List<TextLines.Row> rows = new ArrayList<>();
      rows.add(new TextLines.Row("Cloud", List.of("total", "saved", "saved %", "busy %", "marks")));
      for (Offer offer : savings.offers()) {
        rows.add(
            new TextLines.Row(
                offer.name(),
                List.of(
                    Figures.usd(offer.total().amount()),
                    Figures.usd(offer.savedWholeLife()),
                    Figures.percent(offer.percentWholeLife()),
                    Figures.percent(offer.percentBusyOnly()),
                    marks(offer))));
      }
      out.table(rows);
    }
    if (!savings.uncompared().isEmpty()) {
      out.paragraph(
          "Not compared, because not in "
              + Savings.CURRENCY
              + ": "
              + String.join(
                  "; ",
                  savings.uncompared().stream()
                      .map(t -> t.provider() + " " + t.item() + " (" + t.currency() + ")")
                      .toList())
              + ".");
    }
  }

  private static String marks(Offer offer) {
    return (offer.total().estimated() ? "e" : "")
        + (offer.total().verified() ? "" : "u")
        + (offer.stale() ? "s" : "")
        + (offer.excludesPatientData() ? "p" : "")
        + (offer.hasAgreement() ? "a" : "");
  }

  private void notes() {
    if (!savings.offers().isEmpty()) {
      out.paragraph(COLUMNS);
    }
    out.paragraph(
        "Marks: e estimated (stated watts or prices of hardware; tokens by another tokenizer than"
            + " the seller's), u price not read at the seller's own page, s stale price, p the"
            + " seller excludes it from zero data retention or from agreements on patient data, a"
            + " the seller signs such an agreement for it.");
    list("Prices hold from", grouped(SavingsText::dates), (date, names) -> date + ": " + names);
    list("Prices were read on", grouped(SavingsText::read), (date, names) -> date + ": " + names);
    list("To know", grouped(SavingsText::note), (note, names) -> names + ": " + note);
  }

  private static @Nullable String dates(Offer offer) {
    LocalDate from = offer.total().pricedFrom();
    LocalDate to = offer.total().pricedTo();
    return from == null || from.equals(to) ? String.valueOf(from) : from + " to " + to;
  }

  private static String read(Offer offer) {
    CloudPrice price = offer.price();
    return price == null ? "unknown" : price.retrievedOn().toString();
  }

  private static @Nullable String note(Offer offer) {
    CloudPrice price = offer.price();
    return price == null ? null : price.note();
  }

  /** Products by what is to be said of them; nothing to say is null. */
  private Map<String, List<String>> grouped(Function<Offer, @Nullable String> saying) {
    Map<String, List<String>> products = new TreeMap<>();
    for (Offer offer : savings.offers()) {
      String said = saying.apply(offer);
      if (said != null) {
        products.computeIfAbsent(said, key -> new ArrayList<>()).add(offer.name());
      }
    }
    return products;
  }

  private void list(
      String title, Map<String, List<String>> products, BinaryOperator<String> sentence) {
    if (products.isEmpty()) {
      return;
    }
    List<String> items = new ArrayList<>();
    products.forEach(
        (said, names) ->
            items.add(
                sentence.apply(
                    said,
                    names.size() > 1 && names.size() == savings.offers().size()
                        ? "all products"
                        : String.join("; ", names))));
    out.list(title, items);
  }
}
