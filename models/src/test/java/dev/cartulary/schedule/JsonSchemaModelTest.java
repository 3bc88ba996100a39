package dev.cartulary.schedule;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.cartulary.checkpoint.ElementType;
import dev.cartulary.checkpoint.RotaryScaling;
import dev.cartulary.checkpoint.TestCheckpoint;
import dev.cartulary.completion.Branch;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.Completion;
import dev.cartulary.completion.Constraint;
import dev.cartulary.completion.PrefixRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Answers with a schema through the whole engine, by models that know nothing. */
@Timeout(120)
class JsonSchemaModelTest {
  private static final List<String> SCHEMAS =
      List.of(
          "{\"type\":\"string\",\"minLength\":3,\"maxLength\":12}",
          "{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"name\":"
              + "{\"type\":\"string\"},\"mg\":{\"type\":\"number\",\"minimum\":0.5,\"maximum\":80},"
              + "\"when\":{\"enum\":[\"am\",\"pm\",null]}},\"required\":[\"name\",\"mg\"]}}",
          "{\"anyOf\":[{\"type\":\"integer\"},{\"$ref\":\"#/$defs/t\"}],\"$defs\":{\"t\":"
              + "{\"type\":\"object\",\"required\":[\"v\"],\"properties\":{\"v\":{\"pattern\":"
              + "\"^[a-f]{2}\"},\"t\":{\"$ref\":\"#/$defs/t\"}}}}}");

  @TempDir Path folder;

  @Test
  void submit_schemas_areFollowedWithinTheirTokens() throws Exception {
    List<Branch> branches = new ArrayList<>();
    for (int i = 0; i < SCHEMAS.size(); i++) {
      for (int tokens : new int[] {14, 40, 90}) {
        Constraint constraint = new Constraint.JsonSchema(SCHEMAS.get(i), tokens);
        branches.add(new Branch(i + " " + tokens, "which?", constraint));
      }
    }
    JsonSchemaFactory validators = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    for (int seed = 1; seed <= 3; seed++) {
      Path checkpoint = folder.resolve("random-" + seed);
      TestCheckpoint.random(
              TestCheckpoint.config(4, 2, true, new RotaryScaling.None()), ElementType.F32, seed)
          .write(checkpoint, ElementType.F32, 1);
      try (LanguageModel model = LanguageModels.open(checkpoint, ModelOptions.defaults())) {
        Completion completion =
            model.submit(new PrefixRequest("Take 5 mg.", branches)).get(60, SECONDS);
        for (BranchAnswer branch : completion.answers()) {
          assertThat(branch.answers()).as(branch.name()).hasSize(1);
          assertThat(branch.absentProbability()).isZero();
          String json = branch.answers().get(0).text();
          String schema = SCHEMAS.get(branch.name().charAt(0) - '0');
          assertThat(validators.getSchema(schema).validate(json, InputFormat.JSON))
              .as("%s under %s", json, schema)
              .isEmpty();
          int tokens = Integer.parseInt(branch.name().substring(2));
          assertThat(json.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
              .isLessThanOrEqualTo(tokens);
        }
        Branch unknown =
            new Branch("x", "q", new Constraint.JsonSchema("{\"format\":\"date\"}", 20));
        assertThatThrownBy(
                () -> model.submit(new PrefixRequest("a", List.of(unknown))).get(60, SECONDS))
            .hasCauseInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("schema at #/format: is not supported");
      }
    }
  }
}
