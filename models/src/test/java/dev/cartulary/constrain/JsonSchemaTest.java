package dev.cartulary.constrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.cartulary.completion.Constraint;
import dev.cartulary.embedded.EmbeddedCheckpoint;
import dev.cartulary.tokenizer.HuggingFaceTextTokenizer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {
  private static final ToyTokenizer BYTES = new ToyTokenizer();
  private static final ToyTokenizer PIECES =
      new ToyTokenizer(
          "{\"",
          "\":\"",
          "\",\"",
          "\"}",
          "\"},{\"",
          "\"]",
          "[]",
          "[{\"",
          "\":",
          ",\"",
          "\\\"",
          "\\n",
          "\\\\",
          "}]",
          "}}",
          "],",
          ",1",
          "1,2",
          "12",
          "2024",
          "-1",
          "0.5",
          ".2",
          "true",
          "null",
          "null,",
          "ab",
          "abc",
          "name",
          "na",
          "\u00e9",
          "\u00e9t",
          "\ud83d\ude00",
          "b\"",
          "a\",",
          " ",
          "  ",
          "x\",\"y\"",
          "\"\"",
          "[\"",
          "1}",
          "kids\":[",
          "\"kids",
          ",,,,");
  private static final JsonSchemaFactory VALIDATORS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static GuideCompiler compiler(ToyTokenizer tokenizer) {
    return new GuideCompiler(tokenizer, ToyTokenizer.protocol());
  }

  private static Guide guide(GuideCompiler compiler, String schema, int maxTokens) {
    return compiler.compile(
        new Constraint.JsonSchema(schema, maxTokens), new CopySource("", BYTES.encode("")));
  }

  private static Set<String> problems(JsonSchema validator, String json) {
    return validator.validate(json, InputFormat.JSON).stream()
        .map(Object::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String random(Guide guide, Random random) {
    Guides.wander(guide, random);
    return Guides.said(guide);
  }

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(ints = {0, 200, 400, 600, 800})
  void guide_randomSchemasAndWays_writeValidTextsInTime(int from) throws Exception {
    GuideCompiler compiler = compiler(PIECES);
    int characters = 0;
    for (int seed = from; seed < from + 200; seed++) {
      String schema = RandomSchemas.of(seed).toString();
      JsonSchema validator = VALIDATORS.getSchema(schema);
      Random random = new Random(seed);
      int shortest = compiler.masks(schema).shortest();
      for (int slack : new int[] {0, 1, 4, 20, 150}) {
        Guide guide = guide(compiler, schema, shortest + slack);
        assertThat(guide.maxTokens()).isEqualTo(shortest + slack + 1);
        String json = random(guide, random);
        assertThat(problems(validator, json)).as("%s under %s", json, schema).isEmpty();
        assertThat(JSON.readTree(json)).hasToString(json);
        characters += json.length();
      }
      int tooFew = shortest - 1;
      if (tooFew > 0) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> guide(compiler, schema, tooFew))
            .withMessage(
                "the shortest value of the schema may need %s tokens and maxTokens is %s",
                shortest, tooFew);
      }
    }
    assertThat(characters).isGreaterThan(10_000);
  }

  /** Tables, shared sets and bounds must not change what a walk byte by byte says. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void allowed_everyState_areTheTokensAfterWhichTheTextCanBeEnded(int block) {
    Vocabulary vocabulary = vocabulary(block);
    JsonTokens tokens = new JsonTokens(vocabulary);
    int inText = 0;
    for (int seed = 1000 * block; seed < 1000 * block + 25; seed++) {
      Random random = new Random(seed);
      JsonMasks masks =
          new JsonMasks(JsonSchemaReader.read(RandomSchemas.of(seed).toString()), tokens);
      if (masks.shortest() >= Leaf.FAR) {
        continue;
      }
      for (int slack : new int[] {0, 3, 60}) {
        JsonState state = masks.start();
        int left = masks.shortest() + slack - 1;
        for (TokenSet allowed = masks.allowed(state, left);
            !allowed.isEmpty();
            allowed = masks.allowed(state, left)) {
          assertThat(allowed).isEqualTo(naive(vocabulary, state, left));
          inText += allowed.size() > 64 ? 1 : 0;
          state = after(vocabulary, state, allowed.at(random.nextInt(allowed.size())));
          left--;
        }
        assertThat(state.isComplete()).isTrue();
      }
    }
    assertThat(inText).isPositive();
  }

  /** With every byte, without those of longer characters, and one that was trained. */
  private static Vocabulary vocabulary(int block) {
    if (block % 3 == 0) {
      return new Vocabulary(PIECES);
    }
    if (block % 3 == 1) {
      return new Vocabulary(
          PIECES.withBytesOnly(" \"\\,:{}[].-0123456789abcdefghijklmnopqrstuvwxyzBFNRTU_/~"));
    }
    Path file = EmbeddedCheckpoint.path().resolve("tokenizer.json");
    try (HuggingFaceTextTokenizer tokenizer = HuggingFaceTextTokenizer.open(file)) {
      return new Vocabulary(tokenizer);
    }
  }

  private static TokenSet naive(Vocabulary vocabulary, JsonState from, int left) {
    return TokenSet.of(
        vocabulary.ordinary().stream()
            .filter(
                token -> {
                  JsonState state = after(vocabulary, from, token);
                  return state != null && state.distance() <= left;
                }));
  }

  // Tests are outside of the null-marked code's analysis of what is thrown away here.
  @SuppressWarnings("NullAway")
  private static JsonState after(Vocabulary vocabulary, JsonState from, int token) {
    JsonState state = from;
    for (byte b : vocabulary.bytesOf(token)) {
      state = state == null ? null : state.step(b & 0xFF);
    }
    return state;
  }

  /** Every text that a validator accepts among many candidates, and no other. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{'type':'integer','minimum':-3,'maximum':11}",
        "{'type':'integer','exclusiveMinimum':-2.5,'exclusiveMaximum':3}",
        "{'type':'number','minimum':0.999999,'maximum':1}",
        "{'type':['boolean','null']}",
        "{'enum':['a','b',1,null,['a'],{'x':1}]}",
        "{'enum':['a','b',1],'type':'string'}",
        "{'const':{'x':1,'y':'a'}}",
        "{'type':'string','pattern':'^[ab]*$','maxLength':2}",
        "{'type':'string','pattern':'^(a|ba|abcd)$','maxLength':3}",
        "{'type':'array','items':{'enum':[1,2]},'maxItems':2}",
        "{'type':'array','items':{'enum':[1,'a']},'minItems':1,'maxItems':2}",
        "{'type':'array','maxItems':0}",
        "{'type':'object','properties':{'x':{'enum':[1,2]},'y':{'enum':['a']},'z':{'const':true}},"
            + "'required':['y']}",
        "{'properties':{'x':{'const':1},'y':{'type':'boolean'}}}",
        "{'anyOf':[{'type':'integer','minimum':0,'maximum':3},{'type':'integer','minimum':2,"
            + "'maximum':12},{'enum':['a','ab']},{'type':'array','items':{'const':1},'maxItems':1}]}",
        "{'type':'object','properties':{'x':{'$ref':'#/$defs/n'},'y':{'$ref':'#/$defs/n'}},"
            + "'$defs':{'n':{'enum':[1,null]}}}"
      })
  void guide_smallSchema_writesExactlyTheValidTexts(String single) throws Exception {
    String schema = single.replace('\'', '"');
    Set<String> expected = new TreeSet<>();
    JsonSchema validator = VALIDATORS.getSchema(schema);
    for (String candidate : candidates()) {
      if (problems(validator, candidate).isEmpty() && inOrder(JSON.readTree(schema), candidate)) {
        expected.add(candidate);
      }
    }
    assertThat(expected).isNotEmpty();
    assertThat(everyText(BYTES, schema)).isEqualTo(expected);
    assertThat(everyText(PIECES, schema)).isEqualTo(expected);
  }

  /** JSON texts in the one form that is written: scalars, and arrays and objects of a few. */
  private static List<String> candidates() {
    List<String> scalars = new ArrayList<>(List.of("true", "false", "null"));
    IntStream.rangeClosed(-5, 15).forEach(i -> scalars.add(Integer.toString(i)));
    for (String text : List.of("", "a", "b", "ab", "aa", "ba", "bb", "c", "abc")) {
      scalars.add("\"" + text + "\"");
    }
    scalars.addAll(List.of("0.999998", "0.999999", "1.000001"));
    List<String> few = List.of("1", "2", "\"a\"", "true", "false", "null");
    List<String> all = new ArrayList<>(scalars);
    all.addAll(List.of("[]", "{}"));
    for (String one : few) {
      all.add("[" + one + "]");
      for (String two : few) {
        all.add("[" + one + "," + two + "]");
      }
    }
    List<String> values = new ArrayList<>(few);
    values.add("");
    for (String x : values) {
      for (String y : values) {
        for (String z : values) {
          List<String> members = new ArrayList<>();
          List.of("\"x\":" + x, "\"y\":" + y, "\"z\":" + z).stream()
              .filter(member -> !member.endsWith(":"))
              .forEach(members::add);
          all.add("{" + String.join(",", members) + "}");
        }
      }
    }
    return all.stream().distinct().toList();
  }

  /**
   * Whether an object has named properties only; a schema may permit more, which is not written.
   */
  private static boolean inOrder(JsonNode schema, String candidate) throws Exception {
    JsonNode value = JSON.readTree(candidate);
    if (!value.isObject() || !schema.has("properties")) {
      return value.isContainerNode()
          ? !schema.has("properties")
          : !schema.has("properties") || schema.has("type");
    }
    return value.properties().stream()
        .allMatch(property -> schema.path("properties").has(property.getKey()));
  }

  private static Set<String> everyText(ToyTokenizer tokenizer, String schema) {
    JsonTokens tokens = new JsonTokens(new Vocabulary(tokenizer));
    JsonMasks masks = new JsonMasks(JsonSchemaReader.read(schema), tokens);
    Set<String> texts = new TreeSet<>();
    explore(tokenizer, masks, masks.start(), "", texts);
    return texts;
  }

  private static void explore(
      ToyTokenizer tokenizer, JsonMasks masks, JsonState state, String said, Set<String> texts) {
    if (state.isComplete()) {
      texts.add(new String(said.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }
    for (int token : masks.allowed(state, 1000).stream().toArray()) {
      explore(
          tokenizer,
          masks,
          after(masks.vocabulary(), state, token),
          said + new String(tokenizer.bytes(token), StandardCharsets.ISO_8859_1),
          texts);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0, 0, 0", "-1, 1, 0", "-12, 105, 0", "99, 101, 0", "-1000, -998, 0", "5, 4, 0",
    "-15, 15, 1", "0, 130, 2", "-250, -95, 2", "995, 1105, 3", "1, 1, 3", "-1, 0, 6"
  })
  void numberLanguage_range_isEveryNumberOnce(long least, long greatest, int decimals) {
    dk.brics.automaton.Automaton language =
        NumberLanguage.of(BigInteger.valueOf(least), BigInteger.valueOf(greatest), decimals);
    Set<String> expected = new TreeSet<>();
    for (long i = least; i <= greatest; i++) {
      expected.add(
          i == 0 ? "0" : BigDecimal.valueOf(i, decimals).stripTrailingZeros().toPlainString());
    }
    assertThat(language.isFinite()).isTrue();
    assertThat(new TreeSet<>(language.getFiniteStrings())).isEqualTo(expected);
  }

  @Test
  void guide_numberWithoutBounds_isExactAndCanReachItsBounds() {
    for (String text : List.of("999999999999999", "-999999999999999", "0", "0.000001", "-0.5")) {
      assertThat(isWritten("{\"type\":\"number\"}", text)).as(text).isTrue();
    }
    for (String text : List.of("1000000000000000", "-0", "01", "1.", "1.50", "1e3", "0.0000001")) {
      assertThat(isWritten("{\"type\":\"number\"}", text)).as(text).isFalse();
    }
    String fine = "{\"type\":\"number\",\"minimum\":0.00000012,\"exclusiveMaximum\":0.00000014}";
    assertThat(everyText(BYTES, fine)).containsExactly("0.00000012", "0.00000013");
  }

  private static boolean isWritten(String schema, String text) {
    JsonState state =
        new JsonMasks(JsonSchemaReader.read(schema), new JsonTokens(new Vocabulary(BYTES))).start();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      JsonState next = state.step(b & 0xFF);
      if (next == null) {
        return false;
      }
      state = next;
    }
    return state.isComplete();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "'plain'",
        "'\u00e9\u0800\ud7ff\ue000\uffff'",
        "'\ud83d\ude00\udbff\udfff'",
        "'\\'\\\\\\b\\f\\n\\r\\t'",
        "'\u007f'"
      })
  void guide_freeString_holdsAnyCharacterInOneForm(String single) {
    assertThat(isWritten("{\"type\":\"string\"}", single.replace('\'', '"'))).isTrue();
    assertThat(isWritten("{\"type\":\"string\",\"pattern\":\"\"}", single.replace('\'', '"')))
        .isEqualTo(single.codePoints().count() == single.length());
  }

  @Test
  void guide_freeString_refusesOtherForms() throws Exception {
    for (String text :
        List.of("\"\\u0041\"", "\"\\/\"", "\"\n\"", "\"\u0001\"", "\"\\x\"", "\"a", " \"a\"")) {
      assertThat(isWritten("{\"type\":\"string\"}", text)).as(text).isFalse();
    }
    // Bytes that are no UTF-8: too long, half of a surrogate pair, beyond the last character.
    for (int[] bytes :
        new int[][] {
          {0xC0, 0x80},
          {0xC1, 0xBF},
          {0xE0, 0x80, 0x80},
          {0xED, 0xA0, 0x80},
          {0xF0, 0x80, 0x80},
          {0xF4, 0x90, 0x80},
          {0xF5, 0x80},
          {0x80},
          {0xE2, 0x28}
        }) {
      TextLeaf leaf = new TextLeaf(new Vocabulary(BYTES), 0, 9);
      long state = leaf.step(leaf.initial(), '"');
      for (int b : bytes) {
        state = state < 0 ? state : leaf.step(state, b);
      }
      assertThat(state).isNegative();
    }
  }

  @Test
  void guide_stringLength_countsCodePoints() {
    String two = "{\"type\":\"string\",\"minLength\":2,\"maxLength\":2}";
    assertThat(isWritten(two, "\"\ud83d\ude00\u00e9\"")).isTrue();
    assertThat(isWritten(two, "\"\\n\\\\\"")).isTrue();
    assertThat(isWritten(two, "\"\ud83d\ude00\"")).isFalse();
    assertThat(isWritten(two, "\"abc\"")).isFalse();
  }

  @Test
  void guide_enumWithEscapes_isWrittenAsItsJson() {
    assertThat(everyText(PIECES, "{\"enum\":[\"a\\u0001\\\"\\\\\\n\\u00e9\",\"\\ud83d\\ude00\"]}"))
        .containsExactlyInAnyOrder("\"a\\u0001\\\"\\\\\\n\u00e9\"", "\"\ud83d\ude00\"");
  }

  @Test
  void guide_recursion_goesToItsDepthAndNoFurther() {
    String schema =
        "{\"$ref\":\"#/$defs/n\",\"$defs\":{\"n\":{\"type\":\"object\",\"properties\":"
            + "{\"n\":{\"$ref\":\"#/$defs/n\"}}}}}";
    assertThat(everyText(BYTES, schema)).hasSize(8).contains("{}", "{\"n\":{}}");
    String endless = schema.replace("\"type\":", "\"required\":[\"n\"],\"type\":");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonSchemaReader.read(endless))
        .withMessage("schema at #: the schema refers to itself without an end");
  }

  @Test
  void guide_list_hasABoundWithoutOneInTheSchema() {
    GuideCompiler compiler = compiler(BYTES);
    String schema = "{\"type\":\"array\",\"items\":{\"const\":1}}";
    Guide guide = guide(compiler, schema, 10_000);
    StringBuilder said = new StringBuilder();
    while (!guide.isFinished()) {
      TokenSet allowed = guide.allowed();
      int comma = BYTES.encode(",").ids().at(0);
      int token = allowed.contains(comma) ? comma : allowed.at(allowed.size() - 1);
      token = said.toString().endsWith("[") ? BYTES.encode("1").ids().at(0) : token;
      guide.accept(token);
      said.append(new String(BYTES.bytes(token), StandardCharsets.UTF_8));
    }
    assertThat(said.toString()).hasSize(2 * JsonScalars.ITEMS + 1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "{'type':'string','format':'date'} @ schema at #/format: is not supported",
        "{'type':'object','properties':{'a/b':{'type':'string','contentEncoding':'x'}}}"
            + " @ schema at #/properties/a~1b/contentEncoding: is not supported",
        "{'type':'array','items':{'type':'integer','multipleOf':2}}"
            + " @ schema at #/items/multipleOf: is not supported",
        "{'oneOf':[{'type':'null'}]} @ schema at #/oneOf: is not supported",
        "{'type':'array','uniqueItems':true,'items':{'type':'null'}}"
            + " @ schema at #/uniqueItems: is not supported",
        "{'type':'array','prefixItems':[]} @ schema at #/prefixItems: is not supported",
        "{'type':'array'} @ schema at #: items is missing; say what the array holds",
        "{'$ref':'other.json'}"
            + " @ schema at #/$ref: refers to other.json; only #/$defs/... is supported",
        "{'$ref':'#/$defs/x'} @ schema at #/$ref: refers to #/$defs/x, which is not there",
        "{'$ref':'#/$defs/x','type':'null','$defs':{'x':{'type':'null'}}}"
            + " @ schema at #/type: is not supported beside $ref",
        "{'enum':['a'],'minLength':3} @ schema at #/minLength: is not supported beside enum",
        "{'enum':['a'],'type':'integer'} @ schema at #/enum: has no value of the type",
        "{'type':'object','required':['x']}"
            + " @ schema at #/required: demands x, which properties does not name",
        "{'type':'object','additionalProperties':{'type':'null'}} @ schema at"
            + " #/additionalProperties: is a schema, and only properties that are named are written",
        "{'type':'text'} @ schema at #/type: there is no type text",
        "{} @ schema at #: type is missing",
        "true @ schema at #: true and false are not supported; give a type",
        "{'anyOf':[{'type':'string'},7]} @ schema at #/anyOf/1: is not a schema",
        "{'type':'string','minLength':-1}"
            + " @ schema at #/minLength: is not a whole number from 0 to 1000000",
        "{'type':'string','minLength':3,'maxLength':2}"
            + " @ schema at #: minLength is above maxLength",
        "{'type':'string','pattern':'^a|b$'} @ schema at #: pattern ^a|b$: an anchor beside | is"
            + " not supported; write ^(...|...)$",
        "{'type':'string','pattern':'^aaa$','maxLength':2}"
            + " @ schema at #/pattern: matches no string of 0 to 2 characters",
        "{'type':'integer','minimum':1.2,'maximum':1.8} @ schema at #: no number of at most 15"
            + " digits before the point and 0 after it lies within the bounds",
        "{'type':'integer','minimum':'1'} @ schema at #/minimum: is not a number",
        "{'enum':['\\ud800']} @ schema at #/enum/0: holds half of a surrogate pair",
        "{'type':'null' @ the schema is not JSON, at line 1",
        "{'type':'null','type':'null'} @ the schema is not JSON, at line 1"
      })
  void compile_schemaThatIsNotKnown_isRefusedByNameAndPlace(String single, String message) {
    String schema = single.replace('\'', '"');
    assertThatIllegalArgumentException()
        .isThrownBy(() -> guide(compiler(BYTES), schema, 100))
        .withMessage(message);
  }

  @Test
  void compile_valueThatMayNotFit_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> guide(compiler(BYTES), "{\"type\":\"string\",\"minLength\":30}", 31))
        .withMessage("the shortest value of the schema may need 32 tokens and maxTokens is 31");
  }

  @Test
  void compile_valueThatTokensCannotWrite_isRefused() {
    ToyTokenizer noQuote = PIECES.withBytesOnly("abc,:{}[]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> guide(compiler(noQuote), "{\"type\":\"string\"}", 50))
        .withMessage("the schema has no value that can be written with this model's tokens");
    ToyTokenizer whole = PIECES.withBytesOnly("\"");
    assertThat(everyText(whole, "{\"enum\":[\"\u00e9\",\"\ud83d\ude00\",\"\u4e2d\"]}"))
        .containsExactlyInAnyOrder("\"\u00e9\"", "\"\ud83d\ude00\"");
  }
}
