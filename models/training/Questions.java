import dev.cartulary.chat.SpanCopyPrompt;
import dev.cartulary.chunk.Chunk;
import dev.cartulary.chunk.Chunker;
import dev.cartulary.completion.Branch;
import dev.cartulary.completion.Choice;
import dev.cartulary.completion.Constraint;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.field.DocumentType;
import dev.cartulary.prompt.ChunkRequest;
import dev.cartulary.prompt.RequestBuilder;
import dev.cartulary.tokenizer.HuggingFaceTextTokenizer;
import dev.cartulary.tokenizer.TokenIds;
import dev.cartulary.tokenizer.TokenizedText;
import dev.cartulary.types.DocumentTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes the questions that the pipeline asks about texts, so that training and product agree.
 *
 * <p>Run with the product's class path and three or four arguments: a folder with a folder of text
 * files for each built-in document type, {@code tokenizer.json}, the file to write, and how many
 * tokens a chunk has, 256 if absent. Priors are taken out of the types, so that each candidate is
 * asked wherever it stands.
 *
 * <p>The file has a line of JSON for each document: its type, its name, and its chunks with their
 * place, their tokens, and their branches. A branch has the tokens of its question, and its choices
 * as character offsets in the document and token offsets in the chunk.
 */
public final class Questions {
  /** As the product cuts texts for the embedded model. */
  private static final int CHUNK_TOKENS = 256;

  private static final int OVERLAP_TOKENS = 32;

  private final HuggingFaceTextTokenizer tokenizer;
  private final SpanCopyPrompt prompt;
  private final int chunkTokens;

  private Questions(HuggingFaceTextTokenizer tokenizer, int chunkTokens) {
    this.tokenizer = tokenizer;
    this.chunkTokens = chunkTokens;
    this.prompt = new SpanCopyPrompt(tokenizer);
  }

  public static void main(String[] args) throws IOException {
    if (args.length < 3 || args.length > 4) {
      System.err.println("usage: Questions.java TEXTS TOKENIZER OUTPUT [TOKENS]");
      System.exit(2);
    }
    try (HuggingFaceTextTokenizer tokenizer = HuggingFaceTextTokenizer.open(Path.of(args[1]));
        PrintWriter out =
            new PrintWriter(Files.newBufferedWriter(Path.of(args[2]), StandardCharsets.UTF_8))) {
      Questions questions =
          new Questions(tokenizer, args.length < 4 ? CHUNK_TOKENS : Integer.parseInt(args[3]));
      for (String type : DocumentTypes.BUILT_IN) {
        Path folder = Path.of(args[0], type);
        if (Files.isDirectory(folder)) {
          questions.write(type, folder, out);
        }
      }
    }
  }

  private void write(String name, Path folder, PrintWriter out) throws IOException {
    RequestBuilder builder = new RequestBuilder(withoutPriors(name), false);
    Chunker chunker =
        new Chunker(chunkTokens, OVERLAP_TOKENS, text -> prompt.prefix(text).text().spans());
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.sorted().toList();
    }
    for (Path file : files) {
      String text = Files.readString(file);
      ExtractedText document =
          new ExtractedText(
              new DocumentId("0".repeat(64)),
              "text/plain",
              text,
              List.of(new Page(1, new CharSpan(0, text.length()), false)));
      List<String> chunks = new ArrayList<>();
      for (ChunkRequest request : builder.requests(document, chunker.chunks(text))) {
        chunks.add(chunk(request, text));
      }
      String stem = file.getFileName().toString().replaceFirst("\\.txt$", "");
      out.printf("{\"type\":\"%s\",\"name\":\"%s\",\"chunks\":%s}%n", name, stem, chunks);
    }
  }

  private String chunk(ChunkRequest request, String text) {
    Chunk chunk = request.chunk();
    TokenizedText tokens = prompt.prefix(chunk.of(text)).text();
    List<String> branches = new ArrayList<>();
    for (Branch branch : request.request().branches()) {
      if (branch.constraint() instanceof Constraint.OneOf oneOf) {
        branches.add(branch(branch, oneOf, chunk.span().start(), tokens));
      }
    }
    return String.format(
        "{\"start\":%d,\"end\":%d,\"ids\":%s,\"branches\":%s}",
        chunk.span().start(), chunk.span().end(), numbers(tokens.ids()), branches);
  }

  private String branch(Branch branch, Constraint.OneOf oneOf, int start, TokenizedText tokens) {
    List<String> choices = new ArrayList<>();
    for (Choice choice : oneOf.choices()) {
      CharSpan span = choice.span();
      if (span != null) {
        int[] covering =
            IntStream.range(0, tokens.spans().size())
                .filter(i -> tokens.spans().get(i).overlaps(span))
                .toArray();
        if (covering.length > 0) {
          choices.add(
              String.format(
                  "[%d,%d,%d,%d]",
                  start + span.start(),
                  start + span.end(),
                  covering[0],
                  covering[covering.length - 1] + 1));
        }
      }
    }
    return String.format(
        "{\"field\":\"%s\",\"many\":%b,\"question\":%s,\"choices\":%s}",
        branch.name(), oneOf.many(), numbers(prompt.branch(branch)), choices);
  }

  private static String numbers(TokenIds ids) {
    return IntStream.of(ids.toArray())
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static DocumentType withoutPriors(String name) throws IOException {
    try (InputStream in = DocumentType.class.getResourceAsStream(name + ".yaml")) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Path file = Files.createTempFile("type", ".yaml");
      try {
        Files.writeString(file, yaml.replaceAll("(?m)^ +prior:.*\\R", ""));
        return DocumentTypes.load(file);
      } finally {
        Files.delete(file);
      }
    }
  }
}
