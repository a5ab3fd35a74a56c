package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Small networks that read sequences, and batches of any classes for them. */
final class Sequences {
    static final int STEPS = 6;
    static final int FEATURES = 3;
    static final int CLASSES = 4;
    static final double RATE = 0.01;

    private Sequences() {}

    static Map<String, Object> options(String name, Object... more) {
        Map<String, Object> options = new HashMap<>(Map.of("width", 16, "layers", 2));
        if (name.equals("transformer")) {
            options.put("heads", 2);
        }
        for (int i = 0; i < more.length; i += 2) {
            options.put((String) more[i], more[i + 1]);
        }
        return options;
    }

    static Architecture network(String name, Object... more) {
        return Networks.build(name, options(name, more), List.of(STEPS, FEATURES), CLASSES);
    }

    static LearnerSettings settings(Architecture network) {
        return Specs.measuring("accuracy").classifier(network);
    }

    static Batch batch(long seed) {
        return Batches.classes(seed, 12, STEPS * FEATURES, CLASSES);
    }

    static void train(Learner learner, int from, int to) {
        for (int step = from; step <= to; step++) {
            learner.train(batch(step), step, RATE, true, 1);
        }
    }

    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of("lstm", new Object[] {}),
                Arguments.of("lstm", new Object[] {"bidirectional", true, "pool", "mean"}),
                Arguments.of("gru", new Object[] {"bidirectional", true}),
                Arguments.of("transformer", new Object[] {}),
                Arguments.of("transformer", new Object[] {"position", "rotary", "pool", "last"}),
                Arguments.of("transformer", new Object[] {"position", "sinusoidal", "pool", "cls"}));
    }
}
