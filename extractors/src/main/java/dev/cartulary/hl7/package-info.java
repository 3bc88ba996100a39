/**
 * Messages of HL7 version 2 as the sheets a clinician reads.
 *
 * <p>A file of one message or many enters, a page for each leaves: labelled lines about patient and
 * visit, then sections. Fields are found by their numbers, which all versions share; what has no
 * place of its own is shown under the name that the newest version gives it. Messages are never
 * validated. This is the only package that imports HAPI for version 2, and it knows no files.
 */
@NullMarked
package dev.cartulary.hl7;

import org.jspecify.annotations.NullMarked;
