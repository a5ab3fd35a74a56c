package io.jenkins.trainmodel.trainer.data.rows;

import java.nio.file.Path;

/**
 * What of samples is not held in memory, but read when they are copied; by the operating system from memory, where it has kept it.
 *
 * @param bytes that an epoch reads
 * @param place something on the file system that holds them
 */
public record DataOnDisk(long bytes, Path place) {}
