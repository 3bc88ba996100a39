package dev.cartulary.normalize;

import dev.cartulary.field.Candidates;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldType;
import dev.cartulary.field.FieldValue;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads verbatim values as what their field is. */
public final class Normalizer {
  private static final Map<Candidates, Recogniser> RECOGNISERS =
      Map.of(
          Candidates.DATES, new Dates(),
          Candidates.MONEY, new Money(),
          Candidates.JURISDICTIONS, new Jurisdictions(),
          Candidates.ORGANISATIONS, new Organisations(),
          Candidates.PERSONS, new Persons(),
          Candidates.DURATIONS, new Durations());
  private static final Pattern SAME_DAY =
      Pattern.compile(
          "\\b(?:date\\s(?:first|hereof|(?:and\\syear\\s)?(?:first|above)|of\\s(?:this|its|the|execution|signing|signature))"
              + "|(?:signing|signature|execution|agreement)\\sdate)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final FieldValue NO_DAYS = new FieldValue.Text("0 days");
  private static final Recogniser NUMBERS = new Numbers();

  private Normalizer() {}

  /** The rule behind a source of candidates; empty for sources that no such rule serves. */
  public static Optional<Recogniser> recogniser(Candidates source) {
    return Optional.ofNullable(RECOGNISERS.get(source));
  }

  /**
   * What {@code value} means in {@code field}. A value that cannot be read as the field's type
   * stays {@link FieldValue.Text}; see {@link #readable}.
   */
  public static FieldValue normalize(FieldDefinition field, String value) {
    return switch (field.type()) {
      case DATE -> read(Candidates.DATES, value).orElseGet(() -> period(field, value));
      case MONEY -> read(Candidates.MONEY, value).orElseGet(() -> words(value));
      case NUMBER -> NUMBERS.read(value).orElseGet(() -> words(value));
      case BOOLEAN -> new FieldValue.Flag(true);
      case ENUM ->
          Choices.read(value, field.choices())
              .<FieldValue>map(FieldValue.Text::new)
              .orElseGet(() -> words(value));
      case TEXT -> text(field, value);
    };
  }

  /**
   * A period in one spelling where the field's date may be counted by it; the day of the contract
   * itself ("the date first above written") is no days away from it.
   */
  private static FieldValue period(FieldDefinition field, String value) {
    if (field.relations().countedFrom().isEmpty()) {
      return words(value);
    }
    return read(Candidates.DURATIONS, value)
        .orElseGet(() -> SAME_DAY.matcher(value).find() ? NO_DAYS : words(value));
  }

  /** Whether {@code normalized} is a value of the field's type. */
  public static boolean readable(FieldDefinition field, FieldValue normalized) {
    return switch (field.type()) {
      case DATE -> normalized instanceof FieldValue.Date;
      case MONEY -> normalized instanceof FieldValue.Amount;
      case NUMBER -> normalized instanceof FieldValue.Quantity;
      case BOOLEAN -> normalized instanceof FieldValue.Flag;
      case ENUM -> field.choices().contains(normalized.canonical());
      case TEXT -> !normalized.canonical().isBlank();
    };
  }

  /** Words are normalised by the first source of the field that can read them. */
  private static FieldValue text(FieldDefinition field, String value) {
    for (Candidates source : field.candidates()) {
      if (source == Candidates.ORGANISATIONS) {
        // A name is a name whether or not it ends in a legal form.
        return new FieldValue.Text(Words.name(value));
      }
      Optional<FieldValue> read = read(source, value);
      if (read.isPresent()) {
        return read.get();
      }
    }
    return words(value);
  }

  private static Optional<FieldValue> read(Candidates source, String value) {
    return recogniser(source).flatMap(rule -> rule.read(value));
  }

  private static FieldValue words(String value) {
    return new FieldValue.Text(Words.tidy(value));
  }

  /** Whether values of the field are words, so that one can be a part of another. */
  public static boolean wordy(FieldDefinition field) {
    return field.type() == FieldType.TEXT;
  }
}
