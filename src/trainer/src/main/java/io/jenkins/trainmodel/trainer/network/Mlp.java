package io.jenkins.trainmodel.trainer.network;

import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.network.layer.Dropout;
import io.jenkins.trainmodel.trainer.network.layer.Flatten;
import io.jenkins.trainmodel.trainer.network.layer.Layer;
import io.jenkins.trainmodel.trainer.network.layer.Linear;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A multilayer perceptron: linear layers with an activation and dropout after each hidden one. */
final class Mlp implements NetworkFamily {

    @Override
    public String name() {
        return "mlp";
    }

    @Override
    public Set<String> options() {
        return Set.of("hidden", "dropout", "activation");
    }

    @Override
    public Sequential build(Options options, List<Integer> sampleShape, int outputs) {
        List<Layer> layers = new ArrayList<>();
        if (sampleShape.size() > 1) {
            layers.add(new Flatten());
        }
        int width = new Flatten().cost(sampleShape).outputShape().get(0);
        for (int hidden : options.sizes("hidden", List.of(128))) {
            layers.add(new Linear(width, hidden));
            layers.add(new Activation(options.function("activation")));
            addDropout(layers, options.number("dropout", 0));
            width = hidden;
        }
        layers.add(new Linear(width, outputs));
        return new Sequential(List.of(new Sequential.Child("layers", Sequential.of(layers))));
    }

    private static void addDropout(List<Layer> layers, double probability) {
        if (probability != 0) {
            layers.add(new Dropout(probability));
        }
    }
}
