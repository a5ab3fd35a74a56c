package io.jenkins.trainmodel.trainer.inference;

import ai.djl.Device;
import io.jenkins.trainmodel.evaluation.TestResult;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.custom.OwnEvaluation;
import io.jenkins.trainmodel.trainer.custom.OwnLoss;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.batch.BatchStream;
import io.jenkins.trainmodel.trainer.data.inference.UnseenData;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.objective.Objective;
import io.jenkins.trainmodel.trainer.learner.objective.SampleLoss;
import io.jenkins.trainmodel.trainer.learner.score.ModelTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A model measured on samples that others have chosen.
 *
 * @param samples how many there were; of a text, its windows
 * @param metrics by name, such as {@code accuracy}; what is undefined on these samples is missing
 * @param details class by class, or the residuals; empty for a language model
 * @param notes what people should know of the samples
 */
public record Evaluation(
        Task task, long samples, Map<String, Double> metrics, Optional<TestResult> details, List<String> notes) {

    /**
     * Measures a model.
     *
     * @throws ArithmeticException if its outputs are not finite
     * @throws DataException if there are no samples, or one is none that it can be asked about
     */
    public static Evaluation of(TrainedModel model, UnseenData data, Device device) throws IOException {
        Optional<String> absent = OwnLoss.absence(model.spec(), model.classpath());
        Optional<SampleLoss> loss = absent.isPresent()
                ? Optional.empty()
                : OwnLoss.open(model.spec(), model.learned().signature());
        try (Learner learner = model.learner(device, loss)) {
            Evaluation evaluation = of(model, data, learner);
            return absent.map(why -> evaluation.withoutLoss(why).advised(model.advice()))
                    .orElse(evaluation);
        }
    }

    private Evaluation withoutLoss(String why) {
        Map<String, Double> others = new TreeMap<>(metrics);
        others.remove(Objective.LOSS);
        List<String> told = new ArrayList<>(notes);
        told.add("The loss was not measured: " + why + ".");
        return new Evaluation(task, samples, others, details, told);
    }

    /** With what can be done so that all is measured, once. */
    private Evaluation advised(String advice) {
        List<String> told = Stream.concat(notes.stream(), Stream.of(advice).filter(sentence -> !sentence.isEmpty()))
                .distinct()
                .toList();
        return new Evaluation(task, samples, metrics, details, told);
    }

    private static Evaluation of(TrainedModel model, UnseenData data, Learner learner) throws IOException {
        return model.learned().task() == Task.LANGUAGE_MODEL
                ? ofText(model, data, learner)
                : ofSamples(model, data, learner);
    }

    private static Evaluation ofText(TrainedModel model, UnseenData data, Learner learner) {
        try (Counted batches = new Counted(data.batches(model.batchSize()))) {
            Map<String, Double> metrics = learner.evaluate(batches);
            return new Evaluation(Task.LANGUAGE_MODEL, batches.samples, metrics, Optional.empty(), data.notes());
        }
    }

    private static Evaluation ofSamples(TrainedModel model, UnseenData data, Learner learner) throws IOException {
        Task task = model.learned().task();
        long samples = count(model, data);
        Supplier<BatchStream> batches = () -> data.batches(model.batchSize());
        TestResult result = new ModelTest(learner, task, model.learned().signature()).of(batches, samples);
        OwnEvaluation own = OwnEvaluation.of(
                model.spec(), model.classpath(), learner, model.learned().signature(), batches);
        Map<String, Double> metrics = result.with(own.values()).metrics();
        List<String> notes =
                Stream.concat(data.notes().stream(), own.note().stream()).toList();
        Evaluation measured = new Evaluation(task, samples, metrics, Optional.of(result), notes);
        return own.note().isEmpty() ? measured : measured.advised(model.advice());
    }

    /** Also tells what is wrong with any of them before anything is computed. */
    private static long count(TrainedModel model, UnseenData data) {
        try (Counted batches = new Counted(data.batches(model.batchSize()))) {
            while (batches.hasNext()) {
                batches.next().close();
            }
            if (batches.samples == 0) {
                throw new DataException("there is no sample to measure with; give data with at least one");
            }
            return batches.samples;
        }
    }

    /** Counts samples on their way. */
    private static final class Counted implements BatchStream {
        private final BatchStream batches;
        private long samples;

        Counted(BatchStream batches) {
            this.batches = batches;
        }

        @Override
        public boolean hasNext() {
            return batches.hasNext();
        }

        @Override
        public Batch next() {
            Batch batch = batches.next();
            samples += batch.size();
            return batch;
        }

        @Override
        public void close() {
            batches.close();
        }
    }
}
