package io.jenkins.plugins.trainmodel.step;

import io.jenkins.plugins.trainmodel.run.CheckpointChoice;

/** What the form's choices are called; the step's parameters have words of their own. */
final class StepChoices {
    private StepChoices() {}

    static String of(CheckpointChoice choice) {
        return switch (choice) {
            case NONE -> Messages.StepChoices_noCheckpoint();
            case BEST -> Messages.StepChoices_bestCheckpoint();
            case LAST -> Messages.StepChoices_lastCheckpoint();
            case ALL -> Messages.StepChoices_allCheckpoints();
        };
    }

    /** One of {@link StepCheck#WARM_STARTS}. */
    static String warmStart(String word) {
        return switch (word) {
            case "none" -> Messages.StepChoices_takeNothing();
            case "parameters" -> Messages.StepChoices_takeParameters();
            case "everything" -> Messages.StepChoices_takeEverything();
            default -> word;
        };
    }

    /** One of {@link StepCheck#WHEN_MISSING}. */
    static String whenMissing(String word) {
        return switch (word) {
            case "start" -> Messages.StepChoices_start();
            case "fail" -> Messages.StepChoices_fail();
            default -> word;
        };
    }
}
