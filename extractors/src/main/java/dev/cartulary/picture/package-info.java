/**
 * Pages as pictures that people look at: small, in a few shades of grey.
 *
 * <p>A drawn page enters, a PNG leaves. What a page is and who draws it is not known here.
 */
@NullMarked
package dev.cartulary.picture;

import org.jspecify.annotations.NullMarked;
