package io.jenkins.trainmodel.trainer.engine;

/**
 * An NVIDIA GPU as its driver reports it.
 *
 * @param driver version of the driver, such as 570.86.15
 */
public record Gpu(int index, String name, String driver) {}
