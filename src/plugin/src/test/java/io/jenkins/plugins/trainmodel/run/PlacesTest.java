package io.jenkins.plugins.trainmodel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {
    @Test
    void shouldGiveEveryNameAndEveryCellADirectoryOfItsOwn() {
        assertThat(Places.key("digits", "")).isEqualTo("digits");
        assertThat(List.of(
                        Places.key("训练一", ""),
                        Places.key("训练二", ""),
                        Places.key("lr 0.1", ""),
                        Places.key("lr-0.1", ""),
                        Places.key("LR-0.1", ""),
                        Places.key("digits", "one"),
                        Places.key("digits", "two"),
                        Places.key("digits", "one\ntwo"),
                        Places.key("digits one", ""),
                        Places.key("n".repeat(200), ""),
                        Places.key("n".repeat(199), "")))
                .doesNotHaveDuplicates()
                .allSatisfy(key -> assertThat(key).matches("[A-Za-z0-9._-]{1,60}"));
    }
}
