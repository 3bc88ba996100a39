package dev.cartulary.audit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cartulary.digest.Sha256;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An event in its chain, as it is kept.
 *
 * @param sequence place in the chain, counted from 1
 * @param event its canonical form, which says the place and the hash of the event before, too
 * @param hash SHA-256 of the canonical form's UTF-8 bytes, 64 lower-case hexadecimal digits
 */
public record AuditLink(long sequence, String event, String hash) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SEQUENCE = "sequence";
  private static final String PREVIOUS = "previous";

  /** Members that every event has. */
  private static final Set<String> OURS =
      Set.of("action", "at", "hash", "host", "user", SEQUENCE, PREVIOUS);

  public AuditLink {
    requireNonNull(event, "event is null");
    requireNonNull(hash, "hash is null");
  }

  /** The link that follows {@code head}. */
  public static AuditLink after(AuditHead head, Instant at, Actor actor, AuditEvent event) {
    SortedMap<String, Object> members = new TreeMap<>(event.facts());
    if (!Collections.disjoint(members.keySet(), OURS)) {
      throw new IllegalArgumentException(event.action() + " has a fact with a name of the chain's");
    }
    long sequence = head.sequence() + 1;
    members.put("action", event.action());
    members.put("at", at.toString());
    members.put("host", actor.host());
    members.put("user", actor.user());
    members.put(SEQUENCE, sequence);
    members.put(PREVIOUS, head.hash());
    String text = CanonicalJson.of(members);
    return new AuditLink(sequence, text, Sha256.of(text).hex());
  }

  public AuditHead head() {
    return new AuditHead(sequence, hash);
  }

  /** Whether the event is the one that the hash was made of. */
  boolean isIntact() {
    return Sha256.of(event).hex().equals(hash);
  }

  /** What the event says of its place; empty when it says nothing that can be read. */
  Optional<Claim> claim() {
    try {
      JsonNode json = JSON.readTree(event);
      return json.path(SEQUENCE).isIntegralNumber() && json.path(PREVIOUS).isTextual()
          ? Optional.of(new Claim(json.path(SEQUENCE).longValue(), json.path(PREVIOUS).textValue()))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** What an event says of itself. */
  record Claim(long sequence, String previous) {}

  /**
   * The event with its hash among its members, one line. An event that was damaged so that it is no
   * object any more stands as text under {@code damaged}.
   */
  public String line() {
    SortedMap<String, Object> members = new TreeMap<>();
    members.put("hash", hash);
    try {
      Iterator<Map.Entry<String, JsonNode>> read = JSON.readTree(event).properties().iterator();
      while (read.hasNext()) {
        Map.Entry<String, JsonNode> member = read.next();
        JsonNode value = member.getValue();
        members.put(
            member.getKey(),
            value.canConvertToLong() ? (Object) value.longValue() : value.asText());
      }
    } catch (JsonProcessingException e) {
      members.clear();
    }
    if (members.size() < 2) {
      members.put("hash", hash);
      members.put("damaged", event);
      members.put(SEQUENCE, sequence);
    }
    return CanonicalJson.of(members);
  }
}
