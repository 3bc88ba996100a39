/**
 * Who may open the files that this program makes: their owner; and which process holds one.
 *
 * <p>Folders and files come out of here with the modes 0700 and 0600, whatever the umask. It knows
 * nothing of what is in them.
 */
@NullMarked
package dev.cartulary.access;

import org.jspecify.annotations.NullMarked;
