package io.jenkins.trainmodel.trainer.network;

import io.jenkins.trainmodel.trainer.network.layer.Dropout;
import io.jenkins.trainmodel.trainer.network.layer.Linear;
import io.jenkins.trainmodel.trainer.network.layer.Recurrent;
import io.jenkins.trainmodel.trainer.network.layer.SequencePool;
import io.jenkins.trainmodel.trainer.network.layer.SequencePool.How;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.network.layer.Sequential.Child;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Recurrent layers over a sequence, and a linear layer over what they remember at its end. Everything begins as PyTorch's
 * {@code LSTM}, {@code GRU} and {@code Linear} do.
 */
final class RecurrentNetwork implements NetworkFamily {
    private final Recurrent.Cell cell;

    private RecurrentNetwork(Recurrent.Cell cell) {
        this.cell = cell;
    }

    static List<NetworkFamily> all() {
        return List.of(new RecurrentNetwork(Recurrent.Cell.LSTM), new RecurrentNetwork(Recurrent.Cell.GRU));
    }

    /** The cell's, which is also that of the layers in the network. */
    @Override
    public String name() {
        return cell.word();
    }

    @Override
    public Set<String> options() {
        return Set.of("layers", "width", "bidirectional", "dropout", "pool");
    }

    @Override
    public Sequential build(Options options, List<Integer> sampleShape, int outputs) {
        SequenceInput input = SequenceInput.ofNumbers(name(), sampleShape);
        double dropout = options.number("dropout", 0);
        Recurrent recurrent = new Recurrent(
                cell,
                input.width(),
                options.size("width", 128),
                options.size("layers", 1),
                options.flag("bidirectional", false),
                dropout);
        How last = recurrent.bidirectional() ? How.ENDS : How.LAST;
        How how = options.word("pool", Map.of("last", last, "mean", How.MEAN), "last");
        List<Child> layers = new ArrayList<>(input.layers());
        layers.add(new Child(name(), recurrent));
        layers.add(new Child("pool", new SequencePool(how)));
        if (dropout > 0) {
            layers.add(new Child("dropout", new Dropout(dropout)));
        }
        layers.add(new Child("fc", new Linear(recurrent.outputs(), outputs)));
        return new Sequential(layers);
    }
}
