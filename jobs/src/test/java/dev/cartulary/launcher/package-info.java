/**
 * Tests of the shell script that starts the program, against a Java and a Maven that only note how
 * they are called.
 */
@NullMarked
package dev.cartulary.launcher;

import org.jspecify.annotations.NullMarked;
