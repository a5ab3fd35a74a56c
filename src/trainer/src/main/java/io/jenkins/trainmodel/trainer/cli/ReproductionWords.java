package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.trainer.reproduce.Difference;
import io.jenkins.trainmodel.trainer.reproduce.Reproduction;
import io.jenkins.trainmodel.words.Quantity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What came of training a model again, for people. */
final class ReproductionWords {
    private static final String NONE = "–";

    private ReproductionWords() {}

    static String of(Path recorded, Path again, Reproduction result, Audience audience) {
        List<String> lines = new ArrayList<>();
        lines.add(Speech.say(
                audience,
                result.isEqual() ? "reproduce.same" : "reproduce.other",
                recorded,
                again,
                Quantity.of(result.tensors(), "tensor", audience),
                Quantity.of(result.steps(), "step", audience)));
        result.differences().forEach(difference -> lines.add("  " + words(difference, audience)));
        return String.join(System.lineSeparator(), lines);
    }

    private static String words(Difference difference, Audience audience) {
        return Speech.say(
                audience,
                "reproduce." + difference.kind().word(),
                difference.name(),
                orNone(difference.recorded()),
                orNone(difference.found()),
                Quantity.count(difference.step()));
    }

    private static String orNone(String text) {
        return text.isEmpty() ? NONE : text;
    }
}
