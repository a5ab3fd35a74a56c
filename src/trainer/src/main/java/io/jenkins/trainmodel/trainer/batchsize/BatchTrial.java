package io.jenkins.trainmodel.trainer.batchsize;

import java.util.OptionalDouble;

/** Trains a few batches of one size. */
@FunctionalInterface
interface BatchTrial {
    /** Samples a second; empty where the device has too little memory for such batches. */
    OptionalDouble samplesPerSecond(int samples);
}
