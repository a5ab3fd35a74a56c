package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.spec.LearningSpec;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.model.ModelSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.learner.block.OwnBlocks;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.OwnBlock;
import io.jenkins.trainmodel.trainer.network.layer.Scripted;

/** The network of a specification, with the inputs and outputs that its data needs. */
record NetworkForData(TrainingSpec spec, LoadedData data) {
    /**
     * The network, whose outputs are those that the task needs.
     *
     * @throws NetworkException if the network cannot be trained as the specification says
     */
    Architecture architecture() {
        ModelSpec model = spec.model().network();
        if (model.part().isPresent()) {
            requireForBlock(spec.training());
            return OwnBlocks.describe(
                    model.type(),
                    new OwnBlock.Code(spec.own().classpath(), model.part().get()),
                    data.sampleShape(),
                    outputs());
        }
        Architecture architecture = Networks.build(model.type(), model.options(), data.sampleShape(), outputs());
        if (Scripted.in(architecture.network()).isPresent()) {
            requireForFile(spec.training());
        }
        return architecture;
    }

    /** Classes, one number, the tokens that may come next, or the values that do. */
    private int outputs() {
        return switch (spec.data().task()) {
            case CLASSIFICATION -> data.classNames().size();
            case REGRESSION -> 1;
            case LANGUAGE_MODEL -> data.tokenizer().orElseThrow().size();
            case FORECAST -> data.forecast().orElseThrow().outputs();
        };
    }

    /** Code that is not generated here casts nothing, and calls no adapters. */
    private static void requireForFile(LearningSpec learning) {
        if (learning.precision() == Precision.BFLOAT16) {
            throw new NetworkException(
                    "the network of a TorchScript file computes in the type that it was written for; set training.precision to float32");
        }
        if (learning.lora().isPresent()) {
            throw new NetworkException(
                    "training.lora: the network of a TorchScript file has layers in its own code, which adapters cannot stand beside; remove training.lora, and freeze what is to stay with the key freeze of model");
        }
    }

    /** As little as of a file's can be cast or adapted in a block of DJL. */
    private static void requireForBlock(LearningSpec learning) {
        if (learning.precision() == Precision.BFLOAT16) {
            throw new NetworkException(
                    "a network of your own computes in the type that its class computes in; set training.precision to float32");
        }
        if (learning.lora().isPresent()) {
            throw new NetworkException(
                    "training.lora: a network of your own has layers in its own code, which adapters cannot stand beside; remove training.lora");
        }
    }
}
