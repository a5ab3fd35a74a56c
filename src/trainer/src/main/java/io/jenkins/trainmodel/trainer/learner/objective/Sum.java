package io.jenkins.trainmodel.trainer.learner.objective;

/**
 * A vector on the device, in double precision, to which every batch adds.
 *
 * @param size its length
 * @param addend the expression that a batch adds, over {@code n} (batch size), {@code outputs} (without gradient),
 *     {@code targets} and {@code loss} (the batch's mean); it is added in place, times {@code alpha} where it has one
 */
public record Sum(String name, int size, String addend) {
    public static Sum scalar(String name, String addend) {
        return new Sum(name, 1, addend);
    }
}
