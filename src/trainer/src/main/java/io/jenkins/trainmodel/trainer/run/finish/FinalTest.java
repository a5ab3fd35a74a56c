package io.jenkins.trainmodel.trainer.run.finish;

import io.jenkins.trainmodel.evaluation.TestResult;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.learner.score.ModelTest;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import java.util.Optional;
import java.util.function.Supplier;

/** Measures what the learner holds, once, on samples that neither trained it nor chose it. */
record FinalTest(RunContext run) {

    /**
     * The result; empty where the specification keeps no samples for a test.
     *
     * @throws ArithmeticException if the model's outputs are not finite
     */
    Optional<TestResult> measure() {
        return run.data().test().map(this::measure);
    }

    private TestResult measure(Samples samples) {
        Supplier<BatchLoader> batches =
                () -> BatchLoader.inSequence(samples, run.spec().training().batchSize());
        return new ModelTest(run.learner(), run.spec().data().task(), run.data().signature())
                .of(batches, samples.size())
                .with(run.own().test(run.learner(), run.data(), batches));
    }
}
