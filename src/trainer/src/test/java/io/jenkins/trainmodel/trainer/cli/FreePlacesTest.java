package io.jenkins.trainmodel.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FreePlacesTest {
    private final FreePlaces places = new FreePlaces();

    @Test
    void shouldMoveWhatWouldLieUponAnother() {
        List<Double> bases = Stream.of("features.1", "features.4", "features.7")
                .map(name -> places.take(100, 50, name).orElseThrow())
                .toList();

        assertThat(bases).containsExactly(50.0, 37.0, 63.0);
        assertThat(places.take(300, 50, "features.9")).contains(50.0);
    }

    @Test
    void shouldGiveNoPlaceFarFromThePoint() {
        long written = Stream.generate(() -> places.take(100, 50, "block"))
                .limit(20)
                .filter(place -> place.isPresent())
                .count();

        assertThat(written).isEqualTo(7);
    }
}
