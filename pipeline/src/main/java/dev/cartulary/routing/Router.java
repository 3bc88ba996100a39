package dev.cartulary.routing;

import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.Route;
import dev.cartulary.outcome.DocumentRecord;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives each field of a finished record its route: the job's model where it is sure, the larger one
 * where that was asked and is sure, else an endpoint where one may be asked, else a person. What
 * somebody has said who was asked later is not asked again: where that is not sure, a person looks.
 */
public final class Router {
  /** Of a job that does not route: fields have no route. */
  public static final Router OFF = new Router(null, Set.of());

  private final @Nullable Rules rules;
  private final Set<String> escalated;

  private Router(@Nullable Rules rules, Set<String> escalated) {
    this.rules = rules;
    this.escalated = Set.copyOf(escalated);
  }

  /**
   * A router.
   *
   * @param escalated fields about which an endpoint may be asked
   */
  public static Router of(Rules rules, Set<String> escalated) {
    return new Router(rules, escalated);
  }

  /**
   * The route of a field.
   *
   * @param field with the route of whoever spoke last: null for the job's model, {@link
   *     Route#LOCAL_LARGE}, {@link Route#ESCALATE} for an answer of the endpoint, {@link
   *     Route#REVIEW} for a person
   * @param chunks of its document
   * @return null where nothing is routed
   */
  public @Nullable Route route(Field field, int chunks) {
    Rules hard = rules;
    if (hard == null) {
      return null;
    }
    Route last = field.route();
    if (last == Route.REVIEW || field.status() == FieldStatus.REVIEWED) {
      return Route.REVIEW;
    }
    if (last == Route.ESCALATE) {
      return hard.isSure(field) ? Route.ESCALATE : Route.REVIEW;
    }
    if (last == Route.LOCAL_LARGE ? hard.isSure(field) : !hard.isHard(field, chunks)) {
      return last == null ? Route.LOCAL : last;
    }
    return escalated.contains(field.name()) ? Route.ESCALATE : Route.REVIEW;
  }

  /** Whether an endpoint is to be asked about a field that nobody has asked it about. */
  public boolean escalates(Field field, int chunks) {
    return field.route() != Route.ESCALATE && route(field, chunks) == Route.ESCALATE;
  }

  /** The record with the routes of its fields. */
  public DocumentRecord routed(DocumentRecord document) {
    return document.withFields(
        document.fields().stream()
            .map(field -> field.routed(route(field, document.chunks())))
            .toList());
  }
}
