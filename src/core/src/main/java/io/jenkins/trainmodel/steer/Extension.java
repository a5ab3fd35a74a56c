package io.jenkins.trainmodel.steer;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.spec.SpecValue;
import io.jenkins.trainmodel.spec.SpecValues;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import io.jenkins.trainmodel.stop.evaluation.StopEvaluator;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * More epochs and more time for a run that goes on, or for one that has ended. Limits are raised and never lowered; early
 * stopping gets its patience anew, which is no value of a specification.
 *
 * @param assignments what the specification must say, by path; empty where nothing need change
 * @param problem why the run cannot be extended so; empty where it can
 */
public record Extension(Map<String, String> assignments, Optional<String> problem) {
    private static final String EPOCHS = ".maxEpochs.epochs";
    private static final String DURATION = ".maxDuration.duration";
    /** Rules that do not end a run again once it is extended. */
    private static final Set<String> EXTENSIBLE =
            Set.of("maxEpochs", "maxDuration", "earlyStopping", "milestone", "finishBy");

    /** Of a run that trains: every limit is raised by so much. */
    public static Extension whileTraining(
            TrainingSpec specification, Optional<Integer> epochs, Optional<Duration> duration) {
        if (epochs.isEmpty() && duration.isEmpty()) {
            return refused(SteerLabels.nothingAsked());
        }
        return of(
                specification,
                epochs.map(more -> old -> Math.addExact(old, more)),
                duration.map(more -> old -> old.plus(more)));
    }

    /** Of a run that has ended: so many more epochs and so much more training time than it has now. */
    public static Extension ofEnded(
            TrainingSpec specification,
            Conclusion.Finished end,
            Optional<Integer> epochs,
            Optional<Duration> duration) {
        Optional<String> other = end.fired().stream()
                .flatMap(Extension::leaves)
                .filter(verdict -> !EXTENSIBLE.contains(verdict.type()))
                .map(Verdict::rule)
                .findFirst();
        if (other.isPresent()) {
            return refused(SteerLabels.otherEnd(other.get()));
        }
        Duration elapsed = Duration.ofMillis((long) Math.ceil(1000 * end.elapsedSeconds()));
        Extension extension = of(
                specification,
                epochs.map(more -> old -> Math.max(old, Math.addExact(end.epoch(), more))),
                duration.map(more -> old -> longer(old, elapsed.plus(more))));
        return extension.problem.isPresent() ? extension : extension.orStillOver(specification, end);
    }

    private static Stream<Verdict> leaves(Verdict verdict) {
        return verdict.children().isEmpty()
                ? Stream.of(verdict)
                : verdict.children().stream().filter(Verdict::fired).flatMap(Extension::leaves);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Extension of(
            TrainingSpec specification,
            Optional<UnaryOperator<Integer>> epochs,
            Optional<UnaryOperator<Duration>> duration) {
        List<SpecValue> values = SpecValues.of(specification);
        Map<String, String> assignments = new LinkedHashMap<>();
        Optional<String> problem = Optional.empty();
        try {
            if (epochs.isPresent()) {
                raise(values, EPOCHS, old -> String.valueOf(epochs.get().apply(Integer.valueOf(old))), assignments);
                problem = missing("maxEpochs", assignments.isEmpty());
            }
            if (duration.isPresent()) {
                int before = assignments.size();
                raise(values, DURATION, old -> later(old, duration.get()), assignments);
                problem = problem.or(() -> missing("maxDuration", assignments.size() == before));
            }
        } catch (ArithmeticException tooLong) {
            problem = Optional.of(SteerLabels.tooLong());
        }
        return problem.map(Extension::refused).orElseGet(() -> new Extension(assignments, Optional.empty()));
    }

    private static Optional<String> missing(String rule, boolean none) {
        return none ? Optional.of(SteerLabels.nothingToRaise(rule)) : Optional.empty();
    }

    private static String later(String old, UnaryOperator<Duration> raised) {
        return Types.textOf(raised.apply(Types.durationOf(old).orElse(Duration.ZERO)));
    }

    private static void raise(
            List<SpecValue> values, String ending, UnaryOperator<String> raised, Map<String, String> assignments) {
        values.stream()
                .filter(value ->
                        value.path().startsWith("stopWhen.") && value.path().endsWith(ending))
                .forEach(value -> assignments.put(value.path(), raised.apply(value.text())));
    }

    /** A limit that is reached and was not raised would end the run before its first step. */
    private Extension orStillOver(TrainingSpec specification, Conclusion.Finished end) {
        Observation there =
                new Observation(end.epoch(), end.step(), end.elapsedSeconds(), true, Map.of(), Optional.empty());
        try {
            List<StopRule> rules =
                    SteerableKeys.changed(specification, assignments).stopWhen();
            return StopEvaluator.limitsReached(rules, there).fired().stream()
                    .flatMap(Extension::leaves)
                    .findFirst()
                    .map(reached -> refused(SteerLabels.stillOver(reached.rule())))
                    .orElse(this);
        } catch (SpecException wrong) {
            return refused(wrong.getMessage());
        }
    }

    private static Extension refused(String problem) {
        return new Extension(Map.of(), Optional.of(problem));
    }
}
