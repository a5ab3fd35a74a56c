package io.jenkins.trainmodel.trainer.waiting;

import java.util.Map;

/**
 * What was found by trying.
 *
 * @param mode the one to use
 * @param secondsPerStep what an optimizer step took in each of them
 */
public record WaitingChoice(WaitingMode mode, Map<WaitingMode, Double> secondsPerStep) {}
