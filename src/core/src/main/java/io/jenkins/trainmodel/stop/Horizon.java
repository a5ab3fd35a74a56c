package io.jenkins.trainmodel.stop;

import java.time.Duration;
import java.util.Optional;

/** How far ahead to look: a number of epochs from the start of the run, or training time. */
public record Horizon(Optional<Integer> epochs, Optional<Duration> duration) {}
