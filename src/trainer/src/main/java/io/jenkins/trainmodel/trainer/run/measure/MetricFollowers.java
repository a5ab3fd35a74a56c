package io.jenkins.trainmodel.trainer.run.measure;

import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import io.jenkins.trainmodel.trainer.optimizer.LearningRate;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import io.jenkins.trainmodel.trainer.run.watch.RunJournal;
import java.io.IOException;
import java.util.Optional;

/** What follows from a validation besides the rules' verdicts: which model is the best, and whether the learning rate drops. */
public final class MetricFollowers {
    private final RunContext run;

    public MetricFollowers(RunContext run) {
        this.run = run;
    }

    /**
     * Follows a validation, at the end of an epoch or within one.
     *
     * @return whether the model was never better
     */
    public boolean follow(Observation validation) throws IOException {
        Optional<LearningRate.Drop> drop = run.learningRate().observe(validation);
        if (drop.isPresent()) {
            run.journal()
                    .record(new Intervention.HyperparameterChanged(
                            MetricNames.LEARNING_RATE,
                            Double.toString(drop.get().from()),
                            Double.toString(drop.get().to()),
                            RunJournal.Written.SCHEDULE,
                            validation.epoch(),
                            validation.step()));
        }
        return decides(validation) && run.observeBest(validation);
    }

    /** Within an epoch a training metric is that of a few steps, which the end of an epoch cannot be compared with. */
    private boolean decides(Observation validation) {
        return validation.epochEnd() || run.best().metric().startsWith(MetricNames.VALIDATION);
    }
}
