package dev.cartulary.beam;

import dev.cartulary.file.ListedFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.reading.Delivery;
import dev.cartulary.reading.Delivery.Delivered;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a run does with the files of its folder.
 *
 * @param looked the files that it looks at
 * @param carried what it takes over from the last run
 * @param left files that are neither: outside of the selection, and not in the last run
 */
record FileChoice(List<ListedFile> looked, List<Carried> carried, int left) {
  FileChoice {
    looked = List.copyOf(looked);
    carried = List.copyOf(carried);
  }

  /** A document or a failure of the last run; one of both is null. */
  record Carried(@Nullable Delivered document, @Nullable Failure failure) implements Serializable {
    String path() {
      return document != null ? document.path() : failure != null ? failure.path() : "";
    }

    boolean isPart() {
      return document != null
          ? document.parent() != null
          : failure != null && failure.parent() != null;
    }
  }

  /** Every file of the folder. */
  static FileChoice all(List<ListedFile> files) {
    return new FileChoice(files, List.of(), 0);
  }

  /** The choice that {@code selection} makes among {@code files} after {@code last}. */
  static FileChoice of(Selection selection, List<ListedFile> files, Delivery last) {
    List<Carried> delivered = new ArrayList<>();
    last.documents().forEach(document -> delivered.add(new Carried(document, null)));
    last.failures().forEach(failure -> delivered.add(new Carried(null, failure)));
    Set<String> known = new HashSet<>();
    delivered.stream().filter(each -> !each.isPart()).forEach(each -> known.add(each.path()));
    Set<String> failed = new HashSet<>();
    last.failures().forEach(failure -> failed.add(top(failure.path(), known)));

    Predicate<ListedFile> wanted =
        switch (selection.kind()) {
          case EVERY -> file -> true;
          case FAILED -> file -> failed.contains(file.path());
          case MODIFIED -> file -> isSince(file, selection);
        };
    List<ListedFile> looked = files.stream().filter(wanted).toList();
    Set<String> others = new HashSet<>();
    files.stream().filter(wanted.negate()).forEach(file -> others.add(file.path()));
    List<Carried> carried =
        delivered.stream().filter(each -> others.contains(top(each.path(), known))).toList();
    others.removeAll(known);
    return new FileChoice(looked, carried, others.size());
  }

  private static boolean isSince(ListedFile file, Selection selection) {
    return file.modifiedAt() == null
        || selection.since() == null
        || !file.modifiedAt().isBefore(selection.since());
  }

  /** The file of the folder in which {@code path} lies, or which it is. */
  private static String top(String path, Set<String> files) {
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      if (files.contains(path.substring(0, end))) {
        return path.substring(0, end);
      }
    }
    return path;
  }

  /** Files that come to a record or a failure, apart from what is found inside of them. */
  int files() {
    return looked.size() + (int) carried.stream().filter(each -> !each.isPart()).count();
  }
}
