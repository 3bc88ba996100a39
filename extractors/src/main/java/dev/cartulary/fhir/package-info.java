/**
 * Resources of FHIR R4, in JSON or XML, as the sheets a clinician reads.
 *
 * <p>A resource, a bundle or one resource a line enters; a page leaves for the bundle or for each
 * line. Profiles are neither looked up nor checked, unknown elements are named and passed over, and
 * references lead to resources of the same file only. This is the only package that imports HAPI
 * for FHIR, and it knows no files.
 */
@NullMarked
package dev.cartulary.fhir;

import org.jspecify.annotations.NullMarked;
