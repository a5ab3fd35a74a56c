package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.reference.ReferenceLookup;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.batchsize.BatchSizeChoice;
import io.jenkins.trainmodel.trainer.batchsize.BatchSizes;
import io.jenkins.trainmodel.trainer.cli.speech.Console;
import io.jenkins.trainmodel.trainer.custom.OwnLoss;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.run.beginning.Inheritance;
import io.jenkins.trainmodel.trainer.run.beginning.Predecessor;
import io.jenkins.trainmodel.trainer.run.verify.Inputs;
import io.jenkins.trainmodel.words.StartWords;
import java.io.IOException;
import java.util.Optional;

/**
 * A specification with all that its learner is made of.
 *
 * @param spec with a batch size, also where it was left open
 * @param inheritance what it begins with
 */
record PreparedSpecification(TrainingSpec spec, Inputs inputs, Inheritance inheritance) {

    /** Reads the data, loads the engine and finds the batch size, which is told, where the specification leaves it open. */
    static PreparedSpecification of(TrainingSpec spec, Console console, Audience audience) throws IOException {
        Predecessor predecessor = Predecessor.atFirst(spec, ReferenceLookup.of(spec.reference()));
        Inputs inputs = Inputs.load(spec, predecessor.expectation(), console);
        Inputs.requireTokens(inputs.data(), spec);
        PreparedSpecification given =
                new PreparedSpecification(spec, inputs, predecessor.inheritance(spec, inputs.data()));
        Optional<BatchSizeChoice> found = BatchSizes.find(
                spec,
                inputs.data(),
                sized -> Learners.create(
                        given.with(sized).settings(), inputs.engine().device()),
                what -> console.preparing(what, Optional.empty()));
        found.ifPresent(choice -> console.print(StartWords.chosen(audience, choice.words())));
        return found.map(choice -> given.with(spec.withBatchSize(choice.samples())))
                .orElse(given);
    }

    private PreparedSpecification with(TrainingSpec sized) {
        return new PreparedSpecification(sized, inputs, inheritance);
    }

    /** Those of the learner; whoever makes none of them closes the loss. */
    LearnerSettings settings() {
        return inheritance
                .settings(spec, inputs.data())
                .with(OwnLoss.open(spec, inputs.data().signature()));
    }
}
