package io.jenkins.trainmodel.trainer.network;

import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.network.layer.Conv2d;
import io.jenkins.trainmodel.trainer.network.layer.Dropout;
import io.jenkins.trainmodel.trainer.network.layer.Flatten;
import io.jenkins.trainmodel.trainer.network.layer.Layer;
import io.jenkins.trainmodel.trainer.network.layer.Linear;
import io.jenkins.trainmodel.trainer.network.layer.MaxPool2d;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.network.layer.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * LeNet-5 (LeCun et al. 1998) as it is built today: two convolutions of 5×5 with 6 and 16 channels, the first one padded
 * by 2 pixels, each followed by an activation and max pooling by 2, then linear layers of 120 and 84. Takes images of at
 * least 12×12 pixels; the original's size is 28×28.
 */
final class LeNet implements NetworkFamily {
    private static final int LEAST = 12;

    @Override
    public String name() {
        return "lenet";
    }

    @Override
    public Set<String> options() {
        return Set.of("dropout", "activation");
    }

    @Override
    public Sequential build(Options options, List<Integer> sampleShape, int outputs) {
        Shapes.requireImage("lenet", sampleShape, LEAST);
        Activation activation = new Activation(options.function("activation"));
        MaxPool2d pool = new MaxPool2d(2, 2, 0);
        Sequential features = Sequential.of(List.of(
                new Conv2d(sampleShape.get(0), 6, 5, 1, 2, true, false),
                activation,
                pool,
                new Conv2d(6, 16, 5, 1, 0, true, false),
                activation,
                pool,
                new Flatten()));
        int width = features.cost(sampleShape).outputShape().get(0);
        return new Sequential(List.of(
                new Sequential.Child("features", features),
                new Sequential.Child(
                        "classifier", classifier(width, activation, options.number("dropout", 0), outputs))));
    }

    private static Sequential classifier(int width, Activation activation, double dropout, int outputs) {
        List<Layer> layers =
                new ArrayList<>(List.of(new Linear(width, 120), activation, new Linear(120, 84), activation));
        if (dropout != 0) {
            layers.add(new Dropout(dropout));
        }
        layers.add(new Linear(84, outputs));
        return Sequential.of(layers);
    }
}
