package dev.cartulary.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The folders of samples that come with the program, and their gold. */
enum Samples {
  CONTRACTS("contract"),
  CLINICAL("clinical-note");

  final String type;

  Samples(String type) {
    this.type = type;
  }

  /** One value that should be found. */
  record Gold(String path, String name, String value, String normalized) {}

  private Path folder() {
    return Program.root().resolve("jobs/samples").resolve(name().toLowerCase(Locale.ROOT));
  }

  private Path gold() {
    Path folder = folder();
    return folder.resolveSibling(folder.getFileName() + "-gold");
  }

  /** Paths relative to the folder, sorted. */
  List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder().relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /** Paths of all that should come out: the files, and what is attached to the mails; sorted. */
  List<String> documents() throws IOException {
    try (Stream<Path> files = Files.walk(gold())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> gold().relativize(file).toString().replaceAll("\\.json$", ""))
          .sorted()
          .toList();
    }
  }

  /** Copies the samples into {@code job} and puts a job file beside them. */
  Path copyTo(Path job) throws IOException {
    Path input = job.resolve("in");
    for (String file : files()) {
      Path copy = input.resolve(file);
      Files.createDirectories(Optional.ofNullable(copy.getParent()).orElse(input));
      Files.copy(folder().resolve(file), copy);
    }
    return Files.writeString(
        job.resolve("job.yaml"),
        """
        name: samples
        input: {path: in}
        type: %s
        output: {path: out}
        ledger: {url: "jdbc:h2:file:./ledger"}
        """
            .formatted(type));
  }

  /** The gold as a view {@code gold} with the columns path, type, fields, failure and pages. */
  private String view() {
    return """
    create view gold as
    select replace(filename[%d:], '.json', '') as path, *
    from read_json('%s/**/*.json', filename = true, columns = {
      type: 'VARCHAR', failure: 'VARCHAR', pages: 'INTEGER',
      fields: 'MAP(VARCHAR, STRUCT("value" VARCHAR, normalized VARCHAR)[])'})"""
        .formatted(gold().toString().length() + 2, gold());
  }

  /** Rows of a query that may name {@code gold}. */
  List<List<String>> goldQuery(String sql) throws SQLException {
    return Tables.query(List.of(view()), sql);
  }

  List<Gold> goldValues() throws SQLException {
    return goldQuery(
            """
            select path, name, v.value, v.normalized from (
              select path, name, unnest(fields[name]) as v
              from (select path, fields, unnest(map_keys(fields)) as name from gold))
            order by all""")
        .stream()
        .map(row -> new Gold(row.get(0), row.get(1), row.get(2), row.get(3)))
        .toList();
  }
}
