/** The rules of the house, checked over the classes of all modules. */
@NullMarked
package dev.cartulary.architecture;

import org.jspecify.annotations.NullMarked;
