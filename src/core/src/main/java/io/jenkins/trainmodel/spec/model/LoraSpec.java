package io.jenkins.trainmodel.spec.model;

import java.util.List;

/**
 * Low-rank adapters (LoRA; Hu et al. 2021): beside the weight of a linear layer, which stays as it is, a product of two thin
 * matrices is trained.
 *
 * @param rank rows of the one and columns of the other
 * @param alpha the product counts alpha / rank times
 * @param targets layers that get one, by name, in which a star stands for any characters; empty: those that attend, or all
 * @param dropout share of what goes into adapters that is dropped while training
 */
public record LoraSpec(int rank, double alpha, List<String> targets, double dropout) {
    public LoraSpec {
        targets = List.copyOf(targets);
    }
}
