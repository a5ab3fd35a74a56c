package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.trainer.modelpackage.MetricCheck;
import io.jenkins.trainmodel.trainer.run.verify.Verification;
import io.jenkins.trainmodel.words.Quantity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The result of a verification for people. */
final class VerifyWords {
    private VerifyWords() {}

    static String of(Path target, Verification.Result result) {
        List<String> lines = new ArrayList<>();
        for (MetricCheck check : result.checks()) {
            lines.add("  %-23s %-22s recorded %-12s measured %s"
                    .formatted(
                            check.file(),
                            check.metric(),
                            Quantity.number(check.recorded()),
                            Quantity.number(check.measured())));
        }
        result.problems().forEach(problem -> lines.add("  " + problem));
        if (!result.problems().isEmpty()) {
            lines.add(0, target + " is not what it should be:");
        } else {
            lines.add(
                    0,
                    target + ": all " + result.files() + " files are as the manifest says"
                            + (result.evaluated()
                                    ? ", and the model gives the recorded metrics:"
                                    : ". " + result.note()));
        }
        return String.join(System.lineSeparator(), lines);
    }
}
