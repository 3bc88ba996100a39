/**
 * Clinical documents in the XML of HL7 (C-CDA), rendered as the sections a clinician reads.
 *
 * <p>An XML stream enters, plain text leaves: labelled lines for the header, then each section with
 * its title, narrative and tables. Coded entries repeat the narrative and are left out. The XML is
 * never validated, and no entity or reference in it is followed.
 */
@NullMarked
package dev.cartulary.ccda;

import org.jspecify.annotations.NullMarked;
