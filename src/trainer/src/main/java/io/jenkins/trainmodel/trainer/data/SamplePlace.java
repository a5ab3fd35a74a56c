package io.jenkins.trainmodel.trainer.data;

/**
 * Where a sample was read.
 *
 * @param source the file or folder
 * @param name what it is called there: the number of its row, from 1, its file, or for a window of a series what it predicts first
 */
public record SamplePlace(String source, String name) {}
