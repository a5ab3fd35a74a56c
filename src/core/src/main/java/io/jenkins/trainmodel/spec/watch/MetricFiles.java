package io.jenkins.trainmodel.spec.watch;

import java.util.Optional;

/**
 * The files in which a watched program says how its training goes, besides the file that is named in its environment.
 * Patterns are relative to the program's working directory.
 */
public sealed interface MetricFiles {

    /** Which files those are; empty where there are none. */
    default Optional<String> pattern() {
        return Optional.empty();
    }

    /** None besides that file, which holds JSON, one object a line. */
    record JsonLines() implements MetricFiles {}

    /**
     * Tables as the loggers of Keras and Lightning write them.
     *
     * @param path a pattern
     */
    record CsvLogs(String path) implements MetricFiles {
        @Override
        public Optional<String> pattern() {
            return Optional.of(path);
        }
    }

    /**
     * Event files of TensorBoard.
     *
     * @param path a pattern of files, or a folder
     * @param axis what the step of a value counts
     */
    record EventFiles(String path, Axis axis) implements MetricFiles {
        @Override
        public Optional<String> pattern() {
            return Optional.of(path);
        }
    }

    /**
     * Files {@code trainer_state.json} as the trainer of Hugging Face saves them with its checkpoints.
     *
     * @param path a pattern
     */
    record TrainerStates(String path) implements MetricFiles {
        @Override
        public Optional<String> pattern() {
            return Optional.of(path);
        }
    }

    /** What is counted by the step of a value in an event file. */
    enum Axis {
        STEP,
        EPOCH
    }
}
