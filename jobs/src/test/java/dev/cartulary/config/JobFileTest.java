package dev.cartulary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cartulary.accounting.Electricity;
import dev.cartulary.accounting.EscalationPrice;
import dev.cartulary.accounting.HardwareFile;
import dev.cartulary.accounting.HardwareProfile;
import dev.cartulary.accounting.Rates;
import dev.cartulary.endpoint.ChatEndpoint;
import dev.cartulary.escalation.EscalationChoice;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.keys.KeyFolder;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.prompt.Presence;
import dev.cartulary.report.PictureChoice;
import dev.cartulary.report.ReportChoice;
import dev.cartulary.routing.Rules;
import dev.cartulary.yaml.ConfigurationException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobFileTest {
  private static final String OFFICE =
      """
      name: office
      cores: 4
      hardware-usd: 2000
      lifetime-years: 5
      utilisation: 0.25
      watts: 90
      idle-watts: 30
      space-usd-per-month: 12
      relative-speed: 2
      source: an invoice
      """;

  @TempDir Path folder;

  @BeforeEach
  void makeInput() throws IOException {
    Files.createDirectories(folder.resolve("in/deep"));
    Files.writeString(folder.resolve("in/deep/letter.txt"), "x");
    Files.writeString(
        folder.resolve("memo.yaml"), "name: memo\nfields:\n  - {name: subject, type: text}\n");
  }

  @Test
  void read_smallestFile_hasTheDefaults() throws IOException {
    Job job = read("input: {path: in}\ntype: memo.yaml\noutput: {path: out/memos}\n");

    assertThat(job.name()).isEqualTo("job");
    assertThat(job.file()).isEqualTo(folder.resolve("job.yaml"));
    assertThat(job.input())
        .isEqualTo(new Job.Input(folder.resolve("in"), List.of("**/*"), List.of()));
    assertThat(job.type().name()).isEqualTo("memo");
    assertThat(job.model()).isEqualTo(new Job.Model(null, Job.Precision.AUTO, Presence.AUTO));
    assertThat(job.output()).isEqualTo(folder.resolve("out/memos"));
    assertThat(job.ledger())
        .isEqualTo(new LedgerAddress("jdbc:h2:file:" + folder.resolve("out/ledger"), "", ""));
    assertThat(job.limits().documentSeconds()).isEqualTo(120);
    assertThat(job.limits().documentPages()).isEqualTo(2_000);
    assertThat(job.limits().parserMemoryMib()).isEqualTo(512);
    assertThat(job.limits().parsers()).isBetween(1, 4);
    assertThat(job.chunkTokens()).isNull();
    assertThat(job.ocrLanguage()).isEqualTo("eng");
    assertThat(job.reviewThreshold()).isEqualTo(0.5);
    assertThat(job.report()).isEqualTo(ReportChoice.USUAL);
    assertThat(job.accounting()).isEqualTo(Rates.usual());
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void read_everyKey_isHeeded() throws IOException {
    Path passwordFile = Files.writeString(folder.resolve("secret"), "hush\n");
    Path machines = Files.createDirectory(folder.resolve("machines"));
    Files.writeString(machines.resolve("office.yaml"), OFFICE);
    Job job =
        read(
            """
            name: quarterly_1
            input: {path: in, include: ["**/*.txt"], exclude: "draft/**"}
            type: memo.yaml
            model: embedded
            precision: int8
            presence: model
            output: {path: out}
            ledger: {url: "jdbc:postgresql://db/cartulary", user: night, password-file: secret}
            privacy: {phi: keep}
            limits: {document-seconds: 5, document-pages: 6, unpacked-mib: 44, parser-memory-mib: 700, parsers: 3, chunk-tokens: 99}
            ocr: {languages: [eng, deu]}
            review: {threshold: 0.75}
            report: {text: true, pictures: all}
            accounting:
              hardware: machines/office.yaml
              electricity-usd-per-kwh: 0.2
              pue: 1
              watts: 65.5
              idle-watts: 20
              hardware-usd: 4000
              lifetime-years: 4
              utilisation: 0.3
            """);

    assertThat(passwordFile).exists();
    assertThat(job.name()).isEqualTo("quarterly_1");
    assertThat(job.input().include()).containsExactly("**/*.txt");
    assertThat(job.input().exclude()).containsExactly("draft/**");
    assertThat(job.model()).isEqualTo(new Job.Model(null, Job.Precision.INT8, Presence.MODEL));
    assertThat(job.ledger())
        .isEqualTo(new LedgerAddress("jdbc:postgresql://db/cartulary", "night", "hush"));
    assertThat(job.limits()).isEqualTo(new Job.Limits(5, 6, 44, 700, 3));
    assertThat(job.chunkTokens()).isEqualTo(99);
    assertThat(job.ocrLanguage()).isEqualTo("eng+deu");
    assertThat(job.reviewThreshold()).isEqualTo(0.75);
    assertThat(job.report()).isEqualTo(new ReportChoice(true, PictureChoice.ALL));
    assertThat(job.accounting().hardware().wattsBusy()).isEqualByComparingTo("65.5");
    assertThat(job.accounting().hardware().utilisation()).isEqualByComparingTo("0.3");
    assertThat(job.toString()).doesNotContain("hush");
  }

  @Test
  void read_manyMistakes_listsAllWithTheirLines() {
    assertThat(
            problems(
                """
                name: my job
                input: {path: nowhere}
                type: invoice
                precision: int3
                output: {path: in/out}
                limits: {document-seconds: 0, pages: 3}
                review: {threshold: 1.5}
                colour: blue
                presence: always
                """))
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).startsWith("line 1: name must be").contains("'my job'"),
            p -> assertThat(p).startsWith("line 2: ").contains("nowhere does not exist"),
            p ->
                assertThat(p)
                    .startsWith("line 3: type 'invoice' is unknown")
                    .contains("contract, clinical-note"),
            p ->
                assertThat(p)
                    .startsWith("line 4: precision")
                    .contains("auto, float32, bfloat16, int8, int4"),
            p -> assertThat(p).startsWith("line 6: limits.document-seconds must be"),
            p -> assertThat(p).startsWith("line 6: limits.pages is not known"),
            p -> assertThat(p).startsWith("line 7: review.threshold"),
            p -> assertThat(p).startsWith("line 8: colour is not known"),
            p -> assertThat(p).startsWith("line 9: presence must be one of auto, rules, model"));
  }

  @Test
  void read_emptyFile_saysWhatIsMissing() {
    assertThat(problems(""))
        .contains("the file is empty")
        .anySatisfy(p -> assertThat(p).contains("type is missing"));
  }

  @Test
  void read_noYaml_saysWhere() {
    assertThat(problems("name: x\ninput: [unclosed\n"))
        .anySatisfy(p -> assertThat(p).startsWith("line 3: not YAML"));
  }

  @Test
  void read_emptyInputFolder_isAProblem() throws IOException {
    Files.createDirectory(folder.resolve("bare"));

    assertThat(problems("input: {path: bare}\ntype: memo.yaml\noutput: {path: out}\n"))
        .singleElement()
        .asString()
        .startsWith("line 1: ")
        .contains("bare is empty");
  }

  @Test
  void read_outputInInput_isAProblem() {
    assertThat(problems("input: {path: in}\ntype: memo.yaml\noutput: {path: in/out}\n"))
        .singleElement()
        .asString()
        .startsWith("line 3: output.path")
        .contains("lies in input.path");
  }

  @Test
  void read_foreignFileInOutput_isAProblem() throws IOException {
    Files.createDirectory(folder.resolve("out"));
    Files.writeString(folder.resolve("out/thesis.doc"), "x");

    assertThat(problems("input: {path: in}\ntype: memo.yaml\noutput: {path: out}\n"))
        .singleElement()
        .asString()
        .startsWith("line 3: ")
        .contains("thesis.doc");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "phi: shred | phi must be one of keep, mask, encrypt, not 'shred'",
        "phi: mask | phi is for the fields that the type marks with phi: true, and memo marks none",
        "phi: {subject: encrypt} | phi is 'encrypt', and the job names no keys",
        "phi: {subject: shred} | phi.subject must be one of keep, mask, encrypt",
        "phi: {colour: mask} | phi.colour is no field that this job asks for; it asks for subject",
        "mode: mask, phi: {subject: keep} | phi.subject is 'keep', and privacy.mode hides",
      })
  void read_privacyThatCannotBe_isRefused(String privacy, String words) {
    assertThat(problems(good("privacy: {" + privacy + "}\n")))
        .singleElement()
        .asString()
        .startsWith("line 4: privacy.")
        .contains(words);
  }

  @Test
  void read_privacyOfFields_isForMarkedAndNamedOnes() throws IOException {
    KeyFolder.create(folder.resolve("keys"));
    Job job =
        read(
            """
            input: {path: in}
            type: clinical-note
            output: {path: out}
            privacy: {phi: {default: mask, mrn: encrypt, chief_complaint: mask, age: keep}}
            encryption: {keys: keys, columns: clear}
            """);

    assertThat(job.privacy().hides()).isTrue();
    assertThat(job.privacy().fields().written(job.type()))
        .isEqualTo(
            "chief_complaint=mask, date_of_birth=mask, dates_of_service=mask, mrn=encrypt,"
                + " patient_name=mask");
  }

  @Test
  void read_neededFields_areTheOnlyOnes() throws IOException {
    Job whole = read("input: {path: in}\ntype: contract\noutput: {path: out}\n");
    Job job =
        read(
            "input: {path: in}\ntype: contract\nfields: [parties, governing_law]\noutput: {path: out}\n");

    assertThat(job.type().fields())
        .extracting(FieldDefinition::name)
        .containsExactlyInAnyOrder("parties", "governing_law");
    assertThat(job.type().fingerprint()).isNotEqualTo(whole.type().fingerprint());
  }

  @Test
  void read_neededFieldThatTheTypeLacks_namesItAndThoseThatAreThere() {
    assertThat(problems(good("fields: [subject, colour]\n")))
        .singleElement()
        .asString()
        .startsWith("line 4: fields")
        .contains("names colour, which the type memo does not have; it has subject");
  }

  @Test
  void read_routing_isHeeded() throws IOException {
    allowEscalation();

    Job.Routing routing =
        read(good(
                """
                    routing:
                      below: 0.7
                      fields: [subject]
                      longer-than: 40
                      escalate:
                        endpoint: https://models.example.org/v1/
                        model: big
                        key-env: BIG_KEY
                        reliability: 0.8
                        passage-characters: 300
                        timeout-seconds: 9
                        attempts: 2
                        consent: De-identified sentences of memos may be sent.
                        consent-by: Cleo
                    """))
            .routing();

    assertThat(routing)
        .isEqualTo(
            new Job.Routing(
                new Rules(0.7, Set.of("subject"), 40),
                null,
                new EscalationChoice(
                    new ChatEndpoint("https://models.example.org/v1", "big", "BIG_KEY", 9, 2),
                    0.8,
                    300,
                    new EscalationChoice.Consent(
                        "De-identified sentences of memos may be sent.", "Cleo"))));
    assertThat(read(good("review: {threshold: 0.3}\nrouting: {}\n")).routing())
        .isEqualTo(new Job.Routing(new Rules(0.3, Set.of(), 0), null, null));
    assertThat(read(good("")).routing()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "below: 1.5 | routing.below must be a number from 0 to 1",
        "fields: [colour] | names colour, which this job does not ask for; it asks for subject",
        "large: gone | routing.large",
        "large-presence: always | routing.large-presence must be one of auto, rules, model",
        "lrage: x | lrage is not known here",
        "escalate: {model: m, reliability: 0.5} | routing.escalate.endpoint is missing",
        "escalate: {endpoint: 'https://h/v1', reliability: 0.5} | routing.escalate.model is missing",
        "escalate: {endpoint: 'https://h/v1', model: m} | write 0: then each is reviewed",
        "escalate: {endpoint: 'http://h.example/v1', model: m, reliability: 0.5} | must be https://",
        "escalate: {endpoint: 'https://h/v1', model: m, reliability: 2} | from 0 to 1",
        "escalate: {endpoint: 'https://h/v1', model: m, reliability: 0, key: sk-1} | does not belong in a job file",
        "escalate: {endpoint: 'https://h/v1', model: m, reliability: 0, key-env: a b} | name of an environment variable",
        "escalate: {endpoint: 'https://h/v1', model: m, reliability: 0, consent: Yes.} | stands alone",
        "escalate: {endpoint: 'https://h/v1', model: m, reliability: 0, consent-by: Cleo} | stands alone",
      })
  void read_routingThatCannotBe_isRefused(String routing, String words) throws IOException {
    allowEscalation();

    assertThat(problems(good("routing: {" + routing + "}\n")))
        .singleElement()
        .asString()
        .contains(words)
        .doesNotContain("sk-1");
  }

  @Test
  void read_escalationWithoutTypeOrTexts_isRefused() throws IOException {
    String escalate = "routing: {escalate: {endpoint: 'https://h/v1', model: m, reliability: 0}}\n";
    assertThat(problems(good(escalate)))
        .singleElement()
        .asString()
        .contains("not allowed by the document type memo", "escalation: allowed");

    allowEscalation();
    assertThat(problems(good("privacy: {mode: mask}\n" + escalate)))
        .singleElement()
        .asString()
        .contains("needs the texts");
    assertThat(problems(good("report: {text: false}\n" + escalate)))
        .singleElement()
        .asString()
        .contains("needs the texts");
  }

  private void allowEscalation() throws IOException {
    Files.writeString(
        folder.resolve("memo.yaml"),
        "name: memo\nescalation: allowed\nfields:\n  - {name: subject, type: text}\n");
  }

  @Test
  void read_modelFolderWithoutItsFiles_namesTheMissingOne() throws IOException {
    Files.createDirectory(folder.resolve("model"));

    assertThat(problems(good("model: model\n")))
        .singleElement()
        .asString()
        .startsWith("line 4: model ")
        .contains("config.json");
    assertThat(problems(good("model: gone\n"))).singleElement().asString().contains("gone");
  }

  @Test
  void read_brokenTypeOfOnesOwn_listsItsProblems() throws IOException {
    Files.writeString(folder.resolve("broken.yaml"), "name: b\nfields:\n  - {name: A B}\n");

    assertThat(problems("input: {path: in}\ntype: broken.yaml\noutput: {path: out}\n"))
        .isNotEmpty()
        .allSatisfy(p -> assertThat(p).startsWith("line 2: type ").contains("broken.yaml: line 3"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{url: 'jdbc:h2:mem:x'} | must begin with",
        "{url: 'jdbc:mysql://db/x'} | must begin with",
        "{url: 'jdbc:postgresql://db/x?password=hush'} | holds a password",
        "{url: 'jdbc:h2:file:./l;PASSWORD=hush'} | holds a password",
        "{url: 'jdbc:postgresql://night:hush@db/x'} | holds a password",
        "{password: hush} | does not belong in a job file",
        "{password-env: UNSET_VARIABLE} | UNSET_VARIABLE, which is not set",
        "{password-file: gone.txt} | gone.txt, which cannot be read",
        "{url: 'jdbc:h2:file:out/ledger'} | lies in output.path",
        "{url: 'jdbc:h2:file:memo.yaml/ledger'} | not a folder",
      })
  void read_ledgerMistake_isAProblemThatHidesThePassword(String ledger, String words) {
    assertThat(problems(good("ledger: " + ledger + "\n")))
        .anySatisfy(p -> assertThat(p).startsWith("line 4: ledger.").contains(words))
        .allSatisfy(p -> assertThat(p).doesNotContain("hush"));
  }

  @Test
  void read_hardwareByName_isFoundAbove() throws IOException {
    Path hardware = Files.createDirectory(folder.resolve("hardware"));
    Files.writeString(hardware.resolve("office.yaml"), OFFICE);
    HardwareProfile machine =
        read(good("accounting: {hardware: office, utilisation: 0.5, staff-hours-per-month: 1}\n"))
            .accounting()
            .hardware();

    assertThat(machine.name()).isEqualTo("office");
    assertThat(machine.utilisation()).isEqualByComparingTo("0.5");
    assertThat(machine.upkeep().spaceUsdPerMonth()).isEqualByComparingTo("12");
    assertThat(machine.upkeep().staffHoursPerMonth()).isEqualByComparingTo("1");
    assertThat(machine.speed()).isEqualByComparingTo("2");
    assertThat(machine.estimated()).isFalse();
  }

  @Test
  void read_badHardware_namesFileAndRemedy() throws IOException {
    assertThat(problems(good("accounting: {hardware: mainframe}\n")))
        .singleElement()
        .asString()
        .contains("holds mainframe.yaml", "write this-machine, or the path");
    Files.writeString(
        folder.resolve("bad.yaml"), OFFICE.replace("cores: 4", "cores: many") + "colour: red\n");
    assertThat(problems(good("accounting: {hardware: bad.yaml}\n")))
        .hasSize(2)
        .anySatisfy(problem -> assertThat(problem).contains("bad.yaml", "cores", "'many'"))
        .anySatisfy(problem -> assertThat(problem).contains("colour"));
  }

  @Test
  void supposing_whatIfs_changeTheBooks() throws IOException {
    Books books =
        JobFile.readBooks(write(good("accounting: {utilisation: 0.5, pue: 1.1}\n")), Map.of());
    Rates other =
        books
            .supposing(Map.of("electricity", "0.30", "hardware-usd", "900"), null, folder)
            .accounting();

    assertThat(other.electricity()).isEqualTo(new Electricity(d("0.30"), d("1.1")));
    assertThat(other.hardware().utilisation()).isEqualByComparingTo("0.5");
    assertThat(other.hardware().purchaseUsd()).isEqualByComparingTo("900");
    Map<String, String> prices =
        Map.of("escalation-input-usd-per-million", "2.5", "escalation-output-usd-per-million", "0");
    Books priced = books.supposing(prices, null, folder);
    assertThat(priced.accounting().escalation())
        .isEqualTo(new EscalationPrice(d("2.5"), BigDecimal.ZERO));
    assertThat(
            priced
                .supposing(Map.of("escalation-output-usd-per-million", "10"), null, folder)
                .accounting()
                .escalation())
        .isEqualTo(new EscalationPrice(d("2.5"), BigDecimal.TEN));
    assertThatThrownBy(
            () -> books.supposing(Map.of("escalation-output-usd-per-million", "10"), null, folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("escalation-input-usd-per-million is missing: state both");
    assertThatThrownBy(() -> books.supposing(Map.of("weather", "rain"), null, folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("weather");
    assertThatThrownBy(() -> books.supposing(Map.of("pue", "0.5"), null, folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("pue must be a number from 1");
  }

  private static BigDecimal d(String number) {
    return new BigDecimal(number);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"laptop", "two-core-vm", "server", "gpu-node"})
  void hardware_ofTheProduct_isRight(String name) {
    Path root = Path.of(System.getProperty("user.dir")).resolveSibling("");
    HardwareProfile machine =
        HardwareFile.read(HardwareFile.find(name, root.resolve("jobs")).orElseThrow());

    assertThat(machine.name()).isEqualTo(name);
    assertThat(machine.estimated()).isTrue();
    assertThat(machine.wattsBusy()).isGreaterThan(machine.wattsIdle());
  }

  @Test
  void read_passwordFromTheEnvironment_isTaken() throws IOException {
    Path file = write(good("ledger: {password-env: LEDGER_PASSWORD}\n"));

    assertThat(JobFile.read(file, Map.of("LEDGER_PASSWORD", "hush")).ledger().password())
        .isEqualTo("hush");
  }

  @Test
  void readBooks_inputGone_isFineStill() throws IOException {
    Path file =
        write("input: {path: gone}\noutput: {path: out/x}\nledger: {url: 'jdbc:h2:file:l;A=B'}\n");

    assertThat(JobFile.readBooks(file, Map.of()).ledger().url())
        .isEqualTo("jdbc:h2:file:" + folder.resolve("l") + ";A=B");
  }

  @Test
  void readWithoutDocuments_inputGone_isFineButOtherMistakesAreNot() throws IOException {
    Path file = write("input: {path: gone}\ntype: memo.yaml\noutput: {path: out}\n");

    assertThat(JobFile.readWithoutDocuments(file, Map.of()).input().folder())
        .isEqualTo(folder.resolve("gone"));
    assertThatThrownBy(() -> JobFile.read(file, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("gone");
    write("input: {path: gone}\ntype: memo.yaml\noutput: {path: out}\nmodel: nowhere\n");
    assertThatThrownBy(() -> JobFile.readWithoutDocuments(file, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void read_fileThatCannotBeRead_saysWhy() throws IOException {
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, "name: café".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> JobFile.read(folder.resolve("gone.yaml"), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("gone.yaml")
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> JobFile.read(folder, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("this is a folder");
    assertThatThrownBy(() -> JobFile.read(latin, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("UTF-8");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"nightly-contracts", "medical-records", "savings-estimate"})
  void read_jobOfTheProduct_isRight(String name) {
    Path root = Path.of(System.getProperty("user.dir")).resolveSibling("");
    Job job = JobFile.read(root.resolve("jobs").resolve(name + ".yaml"), Map.of());

    assertThat(job.name()).isEqualTo(name);
    assertThat(job.output()).hasParentRaw(root.resolve("out"));
    assertThat(job.ledger().url()).isEqualTo("jdbc:h2:file:" + root.resolve("out/ledger"));
  }

  private static String good(String more) {
    return "input: {path: in}\ntype: memo.yaml\noutput: {path: out}\n" + more;
  }

  private List<String> problems(String yaml) {
    ConfigurationException e = catchThrowableOfType(ConfigurationException.class, () -> read(yaml));
    assertThat(e).isNotNull();
    assertThat(e.getMessage()).contains("job.yaml");
    return e.problems();
  }

  private Job read(String yaml) throws IOException {
    return JobFile.read(write(yaml), Map.of());
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("job.yaml"), yaml);
  }
}
