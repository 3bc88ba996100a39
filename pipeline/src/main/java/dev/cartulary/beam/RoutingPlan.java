package dev.cartulary.beam;

import static java.util.Objects.requireNonNull;

import dev.cartulary.escalation.EscalationChoice;
import dev.cartulary.escalation.Questions;
import dev.cartulary.escalation.Trust;
import dev.cartulary.field.DocumentType;
import dev.cartulary.routing.Router;
import dev.cartulary.routing.Rules;
import dev.cartulary.schedule.ModelDescription;
import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a job does with hard cases.
 *
 * @param large the checkpoint that is asked again; null for none
 * @param escalation null where nothing leaves
 */
public record RoutingPlan(
    Rules rules, @Nullable ModelChoice large, @Nullable EscalationChoice escalation)
    implements Serializable {
  public RoutingPlan {
    requireNonNull(rules, "rules is null");
  }

  /** The router of a job. */
  public static Router router(@Nullable RoutingPlan plan, DocumentType type) {
    return plan == null
        ? Router.OFF
        : Router.of(plan.rules, plan.escalation == null ? Set.of() : Questions.askable(type));
  }

  /** What the checkpoint is that is asked again, without its weights; null where none is. */
  static @Nullable ModelDescription largeOf(@Nullable RoutingPlan plan) {
    ModelChoice choice = plan == null ? null : plan.large;
    return choice == null ? null : choice.describe();
  }

  /** Whose answers a job takes; null for nobody's. */
  public static @Nullable Trust trust(@Nullable RoutingPlan plan, double threshold) {
    EscalationChoice choice = plan == null ? null : plan.escalation;
    return choice == null ? null : Trust.of(choice, threshold);
  }
}
