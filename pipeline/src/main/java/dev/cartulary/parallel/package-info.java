/** Tasks on threads of their own, for those whose work no pipeline carries out. */
@NullMarked
package dev.cartulary.parallel;

import org.jspecify.annotations.NullMarked;
