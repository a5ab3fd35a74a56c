package io.jenkins.plugins.trainmodel.page;

import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.event.BottleneckFound.Stage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** On what a {@link SampleRun} trains, and what it tells of that in the end. */
public final class SampleMachine {
    private static final double GIGA = 1e9;

    private SampleMachine() {}

    /** What a run says of itself on such a device. */
    public static Map<String, String> environment(String device, int replicas) {
        Map<String, String> environment = new LinkedHashMap<>(SampleStart.environment());
        environment.put("device", device);
        environment.put("processor", "AMD EPYC 9V74 80-Core Processor, 16 cores, 32 threads");
        if (replicas > 1) {
            environment.put("replicas", Integer.toString(replicas));
        }
        return environment;
    }

    /** The way of the data to a GPU of a machine that was measured, at such a part of its arithmetic. */
    public static BottleneckFound found(String bottleneck, String advice, String setting, double arithmetic) {
        return new BottleneckFound(
                bottleneck,
                0.62,
                204,
                advice,
                setting,
                List.of(
                        new Stage("disk", Stage.BYTES, 0.412 * GIGA, Optional.of(0.503 * GIGA)),
                        new Stage("preprocessing", Stage.SAMPLES, 3350, Optional.of(3410.0)),
                        new Stage("memory", Stage.BYTES, 1.1 * GIGA, Optional.of(21 * GIGA)),
                        new Stage("transfer", Stage.BYTES, GIGA, Optional.of(24 * GIGA)),
                        new Stage("deviceMemory", Stage.BYTES, 310 * GIGA, Optional.of(2900 * GIGA)),
                        new Stage("compute", Stage.FLOP, arithmetic * 51_000 * GIGA, Optional.of(51_000 * GIGA))),
                Optional.of(Instant.now().minusSeconds(86_400)));
    }

    /** Of a machine that nobody has measured. */
    public static BottleneckFound unmeasured() {
        BottleneckFound measured = found(BottleneckFound.COMPUTE, "profile", "", 0.02);
        return new BottleneckFound(
                measured.bottleneck(),
                measured.share(),
                measured.seconds(),
                measured.advice(),
                measured.setting(),
                measured.stages().stream()
                        .map(stage -> new Stage(
                                stage.stage(),
                                stage.unit(),
                                stage.rate(),
                                stage.peak().filter(unused -> stage.stage().equals("preprocessing"))))
                        .toList(),
                Optional.empty());
    }
}
