package io.jenkins.trainmodel.trainer.replica;

import io.jenkins.trainmodel.trainer.collective.nccl.NcclException;
import io.jenkins.trainmodel.trainer.engine.LoadedEngine;
import java.util.Optional;

/** How the gradients of several GPUs are added up, as the process that leads knows it. Used by one thread. */
final class GradientWay {
    private static final String HOST = "gradients are added up in the host's memory: ";

    private final GpuMeeting.Found found;
    private final boolean gpus;
    private boolean met;
    private Optional<String> note = Optional.empty();

    private GradientWay(GpuMeeting.Found found, boolean gpus) {
        this.found = found;
        this.gpus = gpus;
    }

    static GradientWay of(LoadedEngine engine) {
        boolean gpus = engine.device().isGpu();
        return new GradientWay(
                gpus ? GpuMeeting.Found.of(engine.libtorch()) : new GpuMeeting.Found(Optional.empty(), ""), gpus);
    }

    /** What is meant to be done, for people; empty on the CPU, where there is one way. */
    Optional<String> words() {
        return gpus
                ? Optional.of(found.library()
                        .map(library -> "gradients are added up by " + library.words())
                        .orElseGet(() -> HOST + found.problem()))
                : Optional.empty();
    }

    /**
     * Brings the GPUs together, once.
     *
     * @param replicas that are ready to hear an order
     */
    void open(Replicas replicas) {
        if (met || found.library().isEmpty()) {
            return;
        }
        met = true;
        try {
            byte[] id = found.library().get().newId();
            replicas.tell(Order.of(Order.Kind.MEET));
            replicas.together(() -> note = replicas.meeting().meet(found, id).map(HOST::concat));
        } catch (NcclException failure) {
            note = Optional.of(HOST + failure.getMessage());
        }
    }

    /** That it came otherwise than meant, for people; empty when it was told or there is nothing to tell. */
    Optional<String> takeNote() {
        Optional<String> told = note;
        note = Optional.empty();
        return told;
    }
}
