package dev.cartulary.reading;

import dev.cartulary.document.SourceFile;

/** Takes the text out of files. */
@FunctionalInterface
public interface TextSource {
  TimedText extract(SourceFile file) throws InterruptedException;
}
