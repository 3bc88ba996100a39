package dev.cartulary.reading;

import dev.cartulary.document.DocumentId;
import dev.cartulary.outcome.Failure;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the files of a folder differ from those of an earlier run, by path and content. Files inside
 * of others are not counted.
 *
 * @param same at their path with their bytes, or with bytes that nobody could read
 * @param added with bytes that were nowhere, at a path that was not there
 * @param changed at their path with other bytes
 * @param moved with bytes that lay in another folder and do no more
 * @param renamed with bytes that had another name in the same folder and do no more
 * @param copied with bytes that lie at another path, too, at a path that was not there
 * @param removed whose path is gone, and which were not moved or renamed
 * @param duplicates files with the bytes of another one, of all that there are now
 */
public record Changes(
    int same,
    int added,
    int changed,
    int moved,
    int renamed,
    int copied,
    int removed,
    int duplicates) {
  /** Compares what two runs delivered; both by the names of the files. */
  public static Changes between(Delivery before, Delivery now) {
    return new Comparison(files(before), files(now)).changes();
  }

  /** The files themselves by their paths; without an id where the bytes could not be read. */
  private static Map<String, Optional<DocumentId>> files(Delivery delivery) {
    Map<String, Optional<DocumentId>> files = new HashMap<>();
    for (Delivery.Delivered document : delivery.documents()) {
      if (document.parent() == null) {
        files.put(document.path(), Optional.of(document.id()));
      }
    }
    for (Failure failure : delivery.failures()) {
      if (failure.parent() == null) {
        files.put(failure.path(), Optional.ofNullable(failure.id()));
      }
    }
    return files;
  }

  private static final class Comparison {
    private final Map<String, Optional<DocumentId>> before;
    private final Map<String, Optional<DocumentId>> now;

    /** Old paths of bytes of which the old path is gone: each accounts for one new path. */
    private final Map<DocumentId, Set<String>> gone = new HashMap<>();

    private int same;
    private int added;
    private int changed;
    private int moved;
    private int renamed;
    private int copied;

    Comparison(Map<String, Optional<DocumentId>> before, Map<String, Optional<DocumentId>> now) {
      this.before = before;
      this.now = now;
      before.forEach(
          (path, id) -> {
            if (!now.containsKey(path)) {
              id.ifPresent(of -> gone.computeIfAbsent(of, none -> new HashSet<>()).add(path));
            }
          });
    }

    Changes changes() {
      Set<DocumentId> known = new HashSet<>();
      before.values().forEach(id -> id.ifPresent(known::add));
      now.forEach((path, id) -> count(path, id, known));
      int left = (int) before.keySet().stream().filter(path -> !now.containsKey(path)).count();
      Set<DocumentId> distinct = new HashSet<>();
      int duplicates =
          (int)
              now.values().stream().flatMap(Optional::stream).filter(i -> !distinct.add(i)).count();
      return new Changes(
          same, added, changed, moved, renamed, copied, left - moved - renamed, duplicates);
    }

    private void count(String path, Optional<DocumentId> id, Set<DocumentId> known) {
      Optional<DocumentId> old = before.get(path);
      if (old != null) {
        if (id.isPresent() && old.isPresent() && !id.equals(old)) {
          changed++;
        } else {
          same++;
        }
        return;
      }
      Set<String> from = id.map(of -> gone.getOrDefault(of, Set.of())).orElse(Set.of());
      if (!from.isEmpty()) {
        String source =
            from.stream()
                .filter(each -> folder(each).equals(folder(path)))
                .findFirst()
                .orElseGet(() -> from.iterator().next());
        from.remove(source);
        if (folder(source).equals(folder(path))) {
          renamed++;
        } else {
          moved++;
        }
      } else if (id.isPresent() && known.contains(id.get())) {
        copied++;
      } else {
        added++;
      }
    }

    private static String folder(String path) {
      return path.substring(0, path.lastIndexOf('/') + 1);
    }
  }
}
