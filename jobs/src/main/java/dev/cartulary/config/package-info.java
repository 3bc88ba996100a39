/**
 * Job files: a YAML text enters, a checked {@link dev.cartulary.config.Job} leaves, or an exception
 * that lists everything that is wrong with its lines.
 *
 * <p>Checks reach beyond the text: folders, files and permissions are looked at, so that a run that
 * cannot succeed does not begin. Nothing is changed on disk. How a job is run is not known here.
 */
@NullMarked
package dev.cartulary.config;

import org.jspecify.annotations.NullMarked;
