package dev.cartulary.field;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * The normalised form of a value; {@link #canonical()} is equal exactly when two values mean the
 * same.
 */
public sealed interface FieldValue extends Serializable {
  /**
   * Text form of the value: an ISO 8601 date, {@code "1250000.00 USD"}, {@code "true"}, or words.
   */
  String canonical();

  /**
   * Words with blanks and quotation marks tidied; also what could not be read as the field's type.
   */
  record Text(String canonical) implements FieldValue {
    public Text {
      requireNonNull(canonical, "canonical is null");
    }
  }

  /** A calendar date. */
  record Date(LocalDate date) implements FieldValue {
    public Date {
      requireNonNull(date, "date is null");
    }

    @Override
    public String canonical() {
      return date.toString();
    }
  }

  /** An amount of money in a currency of ISO 4217. */
  record Amount(BigDecimal amount, String currency) implements FieldValue {
    public Amount {
      requireNonNull(amount, "amount is null");
      if (!currency.matches("[A-Z]{3}")) {
        throw new IllegalArgumentException("not an ISO 4217 code: " + currency);
      }
    }

    @Override
    public String canonical() {
      return amount.toPlainString() + " " + currency;
    }
  }

  /** A decimal number. */
  record Quantity(BigDecimal number) implements FieldValue {
    public Quantity {
      requireNonNull(number, "number is null");
    }

    @Override
    public String canonical() {
      return number.toPlainString();
    }
  }

  /** Yes or no. */
  record Flag(boolean yes) implements FieldValue {
    @Override
    public String canonical() {
      return Boolean.toString(yes);
    }
  }
}
