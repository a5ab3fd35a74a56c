package io.jenkins.trainmodel.trainer.profile;

/**
 * What is most likely to help.
 *
 * @param word as in the event
 * @param setting the key of the specification; empty where it is none
 */
record Advice(String word, String setting) {
    static final Advice DISK = new Advice("disk", "");
    static final Advice AUGMENT = new Advice("augment", "data.augment");
    static final Advice PROCESSORS = new Advice("processors", "");
    static final Advice BATCH_SIZE = new Advice("batchSize", "training.batchSize");
    static final Advice PRECISION = new Advice("precision", "training.precision");
    static final Advice THREADS = new Advice("threads", "device.threads");
    static final Advice DEVICE = new Advice("device", "device");
    static final Advice PROFILE = new Advice("profile", "");
    static final Advice READINGS = new Advice("readings", "reporting.everySteps");
    static final Advice CHECKPOINTS = new Advice("checkpoints", "checkpoint.everyEpochs");
    static final Advice CHECKPOINTS_WITHIN = new Advice("checkpoints", "checkpoint.everySteps");
    static final Advice CHECKPOINTS_BY_TIME = new Advice("checkpoints", "checkpoint.everyMinutes");
    static final Advice VALIDATION = new Advice("validation", "data.validation");
    static final Advice VALIDATION_WITHIN = new Advice("validation", "training.validateEverySteps");
}
