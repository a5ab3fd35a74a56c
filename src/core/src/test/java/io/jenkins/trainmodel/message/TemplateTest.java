package io.jenkins.trainmodel.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    @Test
    void shouldPutValuesIntoTheirPlaces() {
        assertThat(Template.of("{1} of {0,number}").say(List.of("5", "3"))).isEqualTo("3 of 5");
        assertThat(Template.of("it's {\"a\": 1}").say(List.of())).isEqualTo("it's {\"a\": 1}");
    }

    @Test
    void shouldReadWhatItSaid() {
        Template template = Template.of("{0,name} is {1,number}, below {2}");

        assertThat(template.read("validation/loss is -1.5E-7, below 0.1 for 3 of 5 epochs"))
                .contains(List.of("validation/loss", "-1.5E-7", "0.1 for 3 of 5 epochs"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two words is 1, below 2",
                "loss is one, below 2",
                "loss is 1, below ",
                " is 1, below 2",
                "loss is 1"
            })
    void shouldNotReadWhatItCannotHaveSaid(String text) {
        assertThat(Template.of("{0,name} is {1,number}, below {2}").read(text)).isEmpty();
    }

    @Test
    void shouldReadALongForeignTextInTimeThatGrowsWithIt() {
        Template template = Template.of("{0}a{1}a{2}a{3}a{4}a{5}b");
        String hostile = "a".repeat(200_000);

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(template.read(hostile)).isEmpty());
    }
}
