package io.jenkins.trainmodel.trainer.run;

import static io.jenkins.trainmodel.words.StartWords.BATCH_SIZE;
import static io.jenkins.trainmodel.words.StartWords.GRADIENTS;
import static io.jenkins.trainmodel.words.StartWords.OPTIMIZER_STEP;
import static io.jenkins.trainmodel.words.StartWords.SERIES;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.batchsize.BatchSizeChoice;
import io.jenkins.trainmodel.trainer.batchsize.TokensOfStep;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.engine.LoadedEngine;
import io.jenkins.trainmodel.trainer.replica.Replicas;
import io.jenkins.trainmodel.trainer.telemetry.HostDescription;
import io.jenkins.trainmodel.words.Quantity;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where and with what a process trains: label to value, for people. */
record Environment(
        RunRequest request,
        LoadedEngine engine,
        LoadedData data,
        TrainingSpec spec,
        Optional<BatchSizeChoice> batchSize,
        Optional<String> classpath,
        Optional<Replicas> replicas) {

    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>(HostDescription.read());
        labels.putAll(engine.description());
        labels.put("trainer", request.trainerVersion());
        // With the machine's zone, so that a replay knows which time of day a deadline without one means.
        labels.put("origin", request.origin().atZone(ZoneId.systemDefault()).toString());
        labels.put("process", Long.toString(ProcessHandle.current().pid()));
        if (data.tokenizer().isPresent()) {
            labels.put("text", data.preprocessing().description());
            labels.put("peakFlops", peak());
        }
        classpath.ifPresent(jars -> labels.put(TrainingEvent.Started.CLASS_PATH, jars));
        batchSize.ifPresent(found -> labels.put(BATCH_SIZE, found.words()));
        replicas.ifPresent(all -> labels.put(TrainingEvent.Started.REPLICAS, Integer.toString(all.size())));
        replicas.flatMap(Replicas::gradientWay).ifPresent(way -> labels.put(GRADIENTS, way));
        TokensOfStep.of(spec).ifPresent(tokens -> labels.put(OPTIMIZER_STEP, tokens.words()));
        if (data.forecast().isPresent()) {
            labels.put(SERIES, data.preprocessing().description());
        }
        return labels;
    }

    /** Of what the model FLOP utilisation is a share. */
    private String peak() {
        String precision = spec.training().precision().name().toLowerCase(Locale.ROOT);
        return engine.peakFlops(spec)
                .map(peak -> Quantity.approximate(peak) + "FLOP/s in " + precision
                        + (spec.device().peakFlops().isPresent()
                                ? ", as the specification says"
                                : ", as NVIDIA's data sheet of the GPU says"))
                .orElse("not known of this device in " + precision + "; device.peakFlops says it");
    }
}
