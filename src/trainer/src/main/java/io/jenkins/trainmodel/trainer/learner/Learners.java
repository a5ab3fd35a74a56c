package io.jenkins.trainmodel.trainer.learner;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.batch.BatchMemory;
import io.jenkins.trainmodel.trainer.learner.block.RunningBlock;
import io.jenkins.trainmodel.trainer.learner.module.LockedMemory;
import io.jenkins.trainmodel.trainer.learner.objective.SampleLoss;
import io.jenkins.trainmodel.trainer.memory.Room;
import io.jenkins.trainmodel.trainer.network.layer.Initializer;
import io.jenkins.trainmodel.trainer.network.layer.OwnBlock;
import io.jenkins.trainmodel.trainer.optimizer.FusedOptimizer;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes learners. The engine must have been loaded. */
public final class Learners {
    private Learners() {}

    /**
     * A learner with first parameters of the specification's seed.
     *
     * @throws io.jenkins.trainmodel.trainer.network.layer.NetworkException if the network does not fit the data
     * @throws IllegalArgumentException if a metric or class weight does not fit the task
     */
    public static Learner create(TrainingSpec spec, LoadedData data, Device device) {
        return create(LearnerSettings.toTrain(spec, data, Set.of(), Set.of()), device);
    }

    /** The same without data, such as for a network that was read from a file. */
    public static Learner create(LearnerSettings settings, Device device) {
        return create(settings, device, Sharing.NOTHING);
    }

    /** The memory from which batches come to a device soonest: for a GPU such as it reads by itself, while the host goes on. */
    public static BatchMemory batchMemory(Device device) {
        return device.isGpu() ? new LockedMemory(true) : BatchMemory.OF_JAVA;
    }

    /** One that may learn together with others, each from its share of every batch. */
    public static Learner create(LearnerSettings settings, Device device, Sharing sharing) {
        Optional<RunningBlock> block = Optional.empty();
        try {
            block = OwnBlock.in(settings.architecture().network())
                    .map(own -> RunningBlock.open(settings.architecture(), own, settings.seed()));
            List<NamedTensor> first = block.map(RunningBlock::firstValues)
                    .orElseGet(() -> new Initializer(settings.seed()).initialize(settings.tensors()));
            return new ScriptLearner(settings, first, block, device, sharing);
        } catch (RuntimeException | Error failure) {
            settings.loss().ifPresent(SampleLoss::close);
            block.ifPresent(RunningBlock::close);
            throw failure;
        }
    }

    /**
     * Looks whether a step can be tried here, before parameters and optimizer take any memory; whoever only tries one is not to be
     * ended for it by the operating system.
     *
     * @param room what the device has; empty where nobody knows
     * @return one sentence where it may want more than is available, by reckoning
     * @throws io.jenkins.trainmodel.trainer.engine.platform.DeviceMemoryException where it takes more than there is, by reckoning
     */
    public static Optional<String> requireRoomForStep(LearnerSettings settings, Device device, Optional<Room> room) {
        LearnerDescription description = LearnerDescriptions.of(
                settings, FusedOptimizer.of(settings.learning().optimizer()), device);
        return room.flatMap(memory -> description.requireRoom(settings.learning(), memory));
    }
}
