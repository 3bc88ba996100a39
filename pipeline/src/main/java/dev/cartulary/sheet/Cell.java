package dev.cartulary.sheet;

import static java.util.Objects.requireNonNull;

import dev.cartulary.field.FieldValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/** What stands in one place of a sheet. */
public sealed interface Cell {
  Cell BLANK = new Words("");

  /** As it is read in a file of text. */
  String plain();

  /** A text, as a document or this program says it. */
  record Words(String plain) implements Cell {
    public Words {
      requireNonNull(plain, "plain is null");
    }
  }

  /** A number. */
  record Figure(BigDecimal number) implements Cell {
    public Figure {
      requireNonNull(number, "number is null");
    }

    @Override
    public String plain() {
      return number.toPlainString();
    }
  }

  /** An amount in a currency of ISO 4217. */
  record Money(BigDecimal amount, String currency) implements Cell {
    public Money {
      requireNonNull(amount, "amount is null");
      requireNonNull(currency, "currency is null");
    }

    @Override
    public String plain() {
      return amount.toPlainString() + " " + currency;
    }
  }

  /** A calendar date. */
  record Day(LocalDate date) implements Cell {
    public Day {
      requireNonNull(date, "date is null");
    }

    @Override
    public String plain() {
      return date.toString();
    }
  }

  /** One that a person is to look at. */
  record Marked(Cell cell) implements Cell {
    public Marked {
      requireNonNull(cell, "cell is null");
    }

    @Override
    public String plain() {
      return cell.plain();
    }
  }

  /**
   * One that leads somewhere.
   *
   * @param address relative to the file that holds the sheet
   */
  record Linked(Cell cell, String address) implements Cell {
    public Linked {
      requireNonNull(cell, "cell is null");
      requireNonNull(address, "address is null");
    }

    @Override
    public String plain() {
      return cell.plain();
    }
  }

  static Cell of(long number) {
    return new Figure(BigDecimal.valueOf(number));
  }

  /** A probability, with as many digits as it is worth. */
  static Cell probability(double probability) {
    return new Figure(
        BigDecimal.valueOf(probability).setScale(4, RoundingMode.HALF_EVEN).stripTrailingZeros());
  }

  /** The normalised form of a value. */
  static Cell of(FieldValue value) {
    if (value instanceof FieldValue.Date date) {
      return new Day(date.date());
    }
    if (value instanceof FieldValue.Amount amount) {
      return new Money(amount.amount(), amount.currency());
    }
    if (value instanceof FieldValue.Quantity quantity) {
      return new Figure(quantity.number());
    }
    return new Words(value.canonical());
  }
}
