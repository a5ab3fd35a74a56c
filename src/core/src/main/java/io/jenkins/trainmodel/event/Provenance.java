package io.jenkins.trainmodel.event;

import java.util.List;
import java.util.Optional;

/** Where the model that a run begins with comes from; said behind {@link TrainingEvent.Started}. */
public sealed interface Provenance extends TrainingEvent {
    /** Where the other run or its model was. */
    String path();

    /** Identifier of the other run; empty where that is not known. */
    String runId();

    /**
     * The run has a reference and may begin with its model; once in a run, behind {@link TrainingEvent.Started}.
     *
     * @param reference the reference's name for people
     * @param path where it was, as the specification says
     * @param runId the reference's own; empty where it does not say
     * @param warmStart what was taken over: none, parameters, everything
     * @param epoch that the reference's model is from
     * @param step that it is from
     * @param restored how many parameters were taken over, counted by name
     * @param reset names of those that were drawn anew
     * @param frozen names of those that are not trained
     */
    record Began(
            String reference,
            String path,
            String runId,
            String warmStart,
            Optional<Integer> epoch,
            Optional<Long> step,
            int restored,
            List<String> reset,
            List<String> frozen)
            implements Provenance {}

    /**
     * The run begins with the parameters of a model that its specification names under {@code model}. Once in a run, behind
     * {@link TrainingEvent.Started}.
     *
     * @param model its name for people
     * @param path where it was
     * @param runId of the run that made it; empty where it does not say
     * @param epoch of that run that it is from
     * @param step likewise
     * @param restored how many parameters were taken over, counted by name
     * @param reset names of those that were drawn anew
     * @param frozen names of those that are not trained
     */
    record TookOver(
            String model,
            String path,
            String runId,
            Optional<Integer> epoch,
            Optional<Long> step,
            int restored,
            List<String> reset,
            List<String> frozen)
            implements Provenance {}

    /**
     * The run begins where another one stood: epochs, steps and training time count on from there. Once in a run, behind
     * {@link TrainingEvent.Started}.
     *
     * @param runId of the other run
     * @param checkpoint the name of its checkpoint
     * @param path where that lay
     * @param epoch the last complete epoch in it
     * @param step completed optimizer steps in it
     * @param elapsedSeconds training time at the checkpoint
     */
    record Restarted(String runId, String checkpoint, String path, int epoch, long step, double elapsedSeconds)
            implements Provenance {}
}
