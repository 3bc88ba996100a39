package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Notes full of planted identifiers, whole and broken in every way, run with every log level on and
 * with failures all around: what is written outside of the results and the ledger holds none of
 * them.
 */
@Timeout(600)
class LeakTest {
  /** Words that occur nowhere else. */
  private static final List<String> PLANTED =
      List.of("Zyxworth", "Quandrill", "918-55-7734", "MRN4471902", "555-0199-77", "Plimburg");

  private static final String NOTE =
      """
      PATIENT: Quandrill Zyxworth   MRN: MRN4471902   SSN: 918-55-7734
      DOB: 03/14/1957   PHONE: 555-0199-77   ADDRESS: 12 Elm Street, Plimburg, OH 45011

      CHIEF COMPLAINT: Chest pain.
      Mr. Zyxworth is a 66-year-old man from Plimburg who presents with chest pain since Tuesday.
      MEDICATIONS: aspirin 81 mg daily, metoprolol 25 mg twice daily.
      """;

  @TempDir Path folder;
  private Program program;

  @BeforeEach
  void plant() throws IOException {
    Path in = Files.createDirectories(folder.resolve("in"));
    Files.writeString(in.resolve("note.txt"), NOTE);
    Files.writeString(in.resolve("note.html"), "<html><body><p>" + NOTE + "</p><table><tr><td>");
    Files.writeString(
        in.resolve("broken.json"), "{\"resourceType\": \"Patient\", \"name\": [" + NOTE);
    Files.writeString(in.resolve("broken.hl7"), "MSH|^~\\&|A|B|||||ADT^A01|1|P|2.5\rPID|" + NOTE);
    Files.writeString(
        in.resolve("broken.xml"),
        "<?xml version='1.0'?><ClinicalDocument xmlns='urn:hl7-org:v3'><title>" + NOTE);
    Files.writeString(in.resolve("broken.pdf"), "%PDF-1.7\n1 0 obj << /Title (" + NOTE + ") >>");
    Files.writeString(in.resolve("broken.rtf"), "{\\rtf1\\ansi{\\fonttbl " + NOTE + "\\bin9999 ");
    Files.writeString(
        in.resolve("mail.eml"),
        "From: a@b.example\nSubject: Quandrill Zyxworth\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n"
            + NOTE);
    byte[] zip = zip();
    Files.write(in.resolve("cut.zip"), Arrays.copyOf(zip, zip.length - 20));
    Files.write(in.resolve("cut.docx"), Arrays.copyOf(zip, zip.length - 20));
    Files.write(in.resolve("utf16.txt"), ("\uFEFF" + NOTE).getBytes(StandardCharsets.UTF_16LE));
    job("job.yaml", "out", "./ledger");
    program =
        new Program(folder, List.of("env", "CARTULARY_DEBUG=1", "HOME=" + folder.resolve("home")));
  }

  @Test
  void run_whateverGoesWrong_leaksNoIdentifier() throws Exception {
    Program.Ended whole = program.run("--verbose", "run", "job.yaml");
    assertThat(whole.exit()).as(whole.err()).isIn(0, 3);
    assertThat(
            Tables.column(
                folder.resolve("out"), "select \"value\" from fields where path = 'note.txt'"))
        .as("the identifiers are in the results")
        .anyMatch(value -> value.contains("Zyxworth"));

    // The ledger's file belongs to somebody else, the results' folder is a file, the type is wrong.
    Files.createDirectories(folder.resolve("dir.mv.db"));
    job("ledger.yaml", "out2", "./dir");
    assertThat(program.run("--verbose", "run", "ledger.yaml").exit()).isNotZero();
    Files.writeString(folder.resolve("file"), "x");
    job("output.yaml", "file/out", "./ledger");
    assertThat(program.run("--verbose", "run", "output.yaml").exit()).isNotZero();
    crash();

    List<Path> leaks = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (isOutside(file) && holdsAny(Files.readAllBytes(file))) {
          leaks.add(folder.relativize(file));
        }
      }
    }
    assertThat(leaks).as("files with identifiers").isEmpty();
  }

  /** Ends a run, and its parsers, as a fault in native code would. */
  private void crash() throws Exception {
    job("crash.yaml", "out3", "./ledger3");
    Program.Started run = program.start("--verbose", "run", "crash.yaml");
    while (run.process().isAlive() && !Files.readString(run.err()).contains(" files")) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    List<ProcessHandle> processes =
        Stream.concat(run.process().descendants(), Stream.of(run.process().toHandle())).toList();
    for (ProcessHandle process : processes) {
      new ProcessBuilder("kill", "-SEGV", Long.toString(process.pid())).start().waitFor();
    }
    for (ProcessHandle process : processes) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  private boolean isOutside(Path file) {
    String path = folder.relativize(file).toString();
    return !path.startsWith("in/") && !path.matches("(out\\d?/.*|ledger\\d?\\.mv\\.db)");
  }

  private static boolean holdsAny(byte[] bytes) {
    String each = new String(bytes, StandardCharsets.ISO_8859_1);
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
      for (String planted : PLANTED) {
        if (each.contains(new String(planted.getBytes(charset), StandardCharsets.ISO_8859_1))) {
          return true;
        }
      }
    }
    return false;
  }

  private void job(String name, String output, String ledger) throws IOException {
    Files.writeString(
        folder.resolve(name),
        """
        name: leaks
        input: {path: in}
        type: clinical-note
        output: {path: %s}
        ledger: {url: "jdbc:h2:file:%s"}
        limits: {document-seconds: 30}
        """
            .formatted(output, ledger));
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(0);
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      zip.write(NOTE.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }
}
