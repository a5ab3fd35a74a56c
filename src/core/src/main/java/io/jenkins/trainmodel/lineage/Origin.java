package io.jenkins.trainmodel.lineage;

import com.fasterxml.jackson.annotation.JsonValue;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.reference.PackagedRun;
import java.util.Optional;

/**
 * What a run began from: another run's model, or one of its checkpoints.
 *
 * @param runId the other run's identifier; empty where it did not say
 * @param name the other run's name for people
 * @param epoch of the other run that was taken over, in its own count
 * @param step likewise
 * @param checkpoint the name of the checkpoint; empty: the model package
 */
public record Origin(
        Kind kind,
        String runId,
        String name,
        Optional<Integer> epoch,
        Optional<Long> step,
        Optional<String> checkpoint) {

    /** What was taken over. */
    public enum Kind {
        /** The parameters; optimizer and schedule began anew. */
        WARM_STARTED("warmStarted"),
        /** The model package with optimizer and schedule. */
        CONTINUED("continued"),
        /** A checkpoint, with all that the training remembered there. */
        RESTARTED("restarted");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @JsonValue
        public String word() {
            return word;
        }
    }

    /** What the event says; empty where the run was only compared with the other one. */
    public static Optional<Origin> of(Provenance.Began began) {
        return of(began.warmStart(), began.runId(), began.reference(), began.epoch(), began.step());
    }

    /** The same of a model that a run has made; empty where nobody knows which. */
    public static Optional<Origin> of(Provenance.TookOver taken) {
        return Optional.of(taken)
                .filter(model -> !model.runId().isEmpty())
                .flatMap(model -> of("parameters", model.runId(), model.model(), model.epoch(), model.step()));
    }

    /** What a run says that began at a checkpoint; it knows the other one by its identifier alone. */
    public static Origin of(Provenance.Restarted restarted) {
        return restarted(
                restarted.runId(),
                restarted.path(),
                Optional.of(restarted.epoch()),
                Optional.of(restarted.step()),
                restarted.checkpoint());
    }

    /** What a model package says. A run that began at a checkpoint took nothing else over, whatever it is compared with. */
    static Optional<Origin> of(PackagedRun run) {
        return run.restarted()
                .map(there -> restarted(there.runId(), there.path(), there.epoch(), there.step(), there.checkpoint()))
                .or(() -> run.lineage().flatMap(Origin::of));
    }

    private static Optional<Origin> of(PackagedRun.Ancestor ancestor) {
        return of(ancestor.warmStart(), ancestor.runId(), ancestor.reference(), ancestor.epoch(), ancestor.step());
    }

    private static Origin restarted(
            String runId, String path, Optional<Integer> epoch, Optional<Long> step, String checkpoint) {
        String name = runId.isEmpty() ? path : runId;
        return new Origin(Kind.RESTARTED, runId, name, epoch, step, Optional.of(checkpoint));
    }

    private static Optional<Origin> of(
            String warmStart, String runId, String name, Optional<Integer> epoch, Optional<Long> step) {
        return kind(warmStart).map(kind -> new Origin(kind, runId, name, epoch, step, Optional.empty()));
    }

    private static Optional<Kind> kind(String warmStart) {
        return switch (warmStart) {
            case "parameters" -> Optional.of(Kind.WARM_STARTED);
            case "everything" -> Optional.of(Kind.CONTINUED);
            default -> Optional.empty();
        };
    }
}
