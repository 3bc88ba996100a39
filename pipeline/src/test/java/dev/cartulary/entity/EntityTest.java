package dev.cartulary.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.document.CharSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntityTest {
  @Test
  void apart_randomNames_areThoseOfTheNaiveRule() {
    Random random = new Random(11);
    for (int i = 0; i < 300; i++) {
      List<Entity> entities = new ArrayList<>();
      for (int n = random.nextInt(25); n > 0; n--) {
        int start = random.nextInt(40);
        entities.add(
            new Entity(
                EntityKind.DRUG,
                new CharSpan(start, start + 1 + random.nextInt(6)),
                random.nextInt(20) / 20.0));
      }
      List<Entity> sorted = new ArrayList<>(entities);
      sorted.sort(
          Comparator.comparingDouble((Entity e) -> -e.probability())
              .thenComparingInt(e -> e.span().start())
              .thenComparingInt(e -> e.span().end()));
      List<Entity> naive = new ArrayList<>();
      for (Entity entity : sorted) {
        if (naive.stream().noneMatch(other -> other.span().overlaps(entity.span()))) {
          naive.add(entity);
        }
      }
      assertThat(Entity.apart(entities)).isEqualTo(naive);
    }
  }
}
