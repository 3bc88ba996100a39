/**
 * Keys for what is written at rest: a job's {@link dev.cartulary.keys.Encryption} enters, a {@link
 * dev.cartulary.keys.KeyRing} that makes, wraps and unwraps data keys leaves.
 *
 * <p>Bytes are never encrypted with a master key. They are encrypted with a data key, and the data
 * key, wrapped by a master key, travels beside them: master keys can be replaced without rewriting
 * anything. Master keys lie in a folder, or never leave a Vault server. What is encrypted is not
 * known here.
 */
@NullMarked
package dev.cartulary.keys;

import org.jspecify.annotations.NullMarked;
