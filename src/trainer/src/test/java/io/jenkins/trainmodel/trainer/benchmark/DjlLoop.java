package io.jenkins.trainmodel.trainer.benchmark;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.metric.Metrics;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Training with DJL's own means: its blocks, loss, Adam and data sets, shuffled, on the CPU. */
final class DjlLoop implements AutoCloseable {
    private final NDManager manager;
    private final Model model;
    private final Trainer trainer;
    private final List<ArrayDataset> turns = new ArrayList<>();
    private final boolean easy;
    private int turn;

    private DjlLoop(Block block, List<? extends SyntheticData> turns, int batchSize, boolean easy) throws Exception {
        this.easy = easy;
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        model = Model.newInstance("benchmark", Device.cpu(), "PyTorch");
        model.setBlock(block);
        trainer = model.newTrainer(configuration(easy));
        trainer.initialize(turns.get(0).shape(batchSize));
        trainer.setMetrics(new Metrics());
        for (SyntheticData data : turns) {
            this.turns.add(dataset(data, batchSize));
        }
    }

    private ArrayDataset dataset(SyntheticData data, int batchSize) throws Exception {
        ArrayDataset dataset = new ArrayDataset.Builder()
                .setData(data.samples(manager))
                .optLabels(data.labels(manager))
                .setSampling(batchSize, true)
                .build();
        dataset.prepare();
        return dataset;
    }

    /** A loop as a user writes it by hand: forward, loss, backward, step, and no measurement at all. */
    static DjlLoop bare(Block block, List<? extends SyntheticData> turns, int batchSize) throws Exception {
        return new DjlLoop(block, turns, batchSize, false);
    }

    /** {@code EasyTrain.fit} with its logging listeners and accuracy. */
    static DjlLoop easyTrain(Block block, List<? extends SyntheticData> turns, int batchSize) throws Exception {
        return new DjlLoop(block, turns, batchSize, true);
    }

    private static DefaultTrainingConfig configuration(boolean easy) {
        DefaultTrainingConfig configuration = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(Optimizer.adam()
                        .optLearningRateTracker(Tracker.fixed(Contest.LEARNING_RATE))
                        .build());
        return easy
                ? configuration.addEvaluator(new Accuracy()).addTrainingListeners(TrainingListener.Defaults.logging())
                : configuration;
    }

    /** Trains on the next part of the data. */
    void takeTurn() throws Exception {
        ArrayDataset dataset = turns.get(turn++ % turns.size());
        if (easy) {
            fitQuietly(dataset);
        } else {
            train(dataset);
        }
    }

    private void train(ArrayDataset dataset) throws Exception {
        for (Batch batch : trainer.iterateDataset(dataset)) {
            try (GradientCollector collector = trainer.newGradientCollector()) {
                NDList labels = new NDList(batch.getLabels().singletonOrThrow().flatten());
                NDArray loss = trainer.getLoss().evaluate(labels, trainer.forward(batch.getData()));
                collector.backward(loss);
                loss.close();
            }
            trainer.step();
            batch.close();
        }
    }

    /** The listeners print a progress bar; how slow the console of a test process is must not count. */
    private void fitQuietly(ArrayDataset dataset) throws Exception {
        PrintStream console = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            EasyTrain.fit(trainer, 1, dataset, null);
        } finally {
            System.setOut(console);
        }
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
        manager.close();
    }
}
