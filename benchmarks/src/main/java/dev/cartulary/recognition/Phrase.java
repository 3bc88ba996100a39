package dev.cartulary.recognition;

import dev.cartulary.entity.EntityKind;
import java.util.Set;

/**
 * Words that stand alone and are a name.
 *
 * @param kinds of which one is right
 */
record Phrase(String words, Set<EntityKind> kinds) {}
