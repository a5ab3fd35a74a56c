package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Recorded;
import io.jenkins.trainmodel.trainer.modelpackage.MetricCheck;
import io.jenkins.trainmodel.trainer.run.verify.Verification;
import io.jenkins.trainmodel.words.Quantity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The result of a verification for people. */
final class VerifyWords {
    private VerifyWords() {}

    static String of(Path target, Verification.Result result, Audience audience) {
        List<String> lines = new ArrayList<>();
        for (MetricCheck check : result.checks()) {
            lines.add("  %-23s %-22s %s %-12s %s %s"
                    .formatted(
                            check.file(),
                            check.metric(),
                            Speech.say(audience, "verify.recorded"),
                            Quantity.number(check.recorded()),
                            Speech.say(audience, "verify.now"),
                            Quantity.number(check.measured())));
        }
        result.problems().forEach(problem -> lines.add("  " + problem));
        if (result.evaluated() && !result.note().isEmpty()) {
            lines.add("  " + Recorded.in(audience, result.note()));
        }
        result.advice().forEach(sentence -> lines.add("  " + Recorded.in(audience, sentence)));
        if (!result.problems().isEmpty()) {
            lines.add(0, Speech.say(audience, "verify.wrong", target));
        } else {
            lines.add(
                    0,
                    result.evaluated()
                            ? Speech.say(audience, "verify.measured", target, result.files())
                            : Speech.say(
                                    audience,
                                    "verify.files",
                                    target,
                                    result.files(),
                                    Recorded.in(audience, result.note())));
        }
        return String.join(System.lineSeparator(), lines);
    }
}
