package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.EventTail;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.event.TrainingEvent.Step;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What a training has left in its run directory. */
record RunFolder(Path root) {
    private static final int POLL_MILLISECONDS = 10;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    RunDirectory names() {
        return new RunDirectory(root);
    }

    /** All events that can be read; a torn or damaged line is passed over, as readers do. */
    List<EventRecord> records() throws IOException {
        List<EventRecord> records = new ArrayList<>();
        if (Files.exists(names().events())) {
            try (EventReader reader = EventReader.open(names().events())) {
                reader.forEachRemaining(records::add);
            }
        }
        return records;
    }

    <T extends TrainingEvent> List<T> events(Class<T> type) throws IOException {
        return of(type, records()).toList();
    }

    private static <T extends TrainingEvent> Stream<T> of(Class<T> type, List<EventRecord> records) {
        return records.stream().map(EventRecord::event).filter(type::isInstance).map(type::cast);
    }

    Finished finished() throws IOException {
        List<EventRecord> records = records();
        TrainingEvent last = records.get(records.size() - 1).event();
        assertThat(last).isInstanceOf(Finished.class);
        return (Finished) last;
    }

    /** Starts a training here and waits until it has trained a step. */
    TrainerProcess begin(Path spec, String... more) throws Exception {
        TrainerProcess process = start(spec, more);
        assertThat(await(process, Step.class, step -> true)).isTrue();
        return process;
    }

    /** Starts a training here and kills it behind its first checkpoint. */
    void trainAndKill(Path spec, String... more) throws Exception {
        TrainerProcess process = start(spec, more);
        assertThat(await(process, CheckpointSaved.class, saved -> true)).isTrue();
        process.kill();
        assertThat(events(Finished.class)).isEmpty();
    }

    private TrainerProcess start(Path spec, String... more) throws IOException {
        return TrainerProcess.start(Stream.concat(Stream.of("run", spec, "--out", root), Stream.of(more))
                .toArray());
    }

    /** Waits for minutes until an event of the kind is there; false if the process ends before. */
    <T extends TrainingEvent> boolean await(TrainerProcess process, Class<T> type, Predicate<T> wanted)
            throws Exception {
        return await(process, type, wanted, TrainerProcess.LONGEST_MINUTES);
    }

    /** Waits for so many minutes. */
    <T extends TrainingEvent> boolean await(TrainerProcess process, Class<T> type, Predicate<T> wanted, int minutes)
            throws Exception {
        long last = TrainerProcess.lastMoment(minutes);
        long offset = 0;
        while (true) {
            boolean ended = !process.isAlive();
            EventTail tail = EventTail.read(names().events(), offset, Long.MAX_VALUE);
            if (of(type, tail.records()).anyMatch(wanted)) {
                return true;
            }
            if (ended) {
                return false;
            }
            if (System.nanoTime() - last > 0) {
                process.giveUp("no " + type.getSimpleName());
            }
            offset = tail.nextOffset();
            Thread.sleep(POLL_MILLISECONDS);
        }
    }

    /** Numbered from 1 without gap or duplicate; every line is an event. */
    void requireWholeLog() throws IOException {
        assertThat(records().stream().map(EventRecord::sequence))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, lines()).boxed().toList());
    }

    private long lines() throws IOException {
        try (Stream<String> lines = Files.lines(names().events())) {
            return lines.count();
        }
    }

    /** The newest checkpoint's directory. */
    Path newestCheckpoint() throws IOException {
        try (Stream<Path> children = Files.list(names().checkpoints())) {
            return children.filter(child -> child.getFileName().toString().matches("\\d+"))
                    .filter(child -> Files.exists(child.resolve(Manifest.FILE_NAME)))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    /** The state of the newest checkpoint without what differs between two runs: times and names. */
    JsonNode comparableState() throws IOException {
        ObjectNode state = (ObjectNode)
                JSON.readTree(newestCheckpoint().resolve("state.json").toFile());
        state.remove(List.of("runId", "elapsedSeconds", "lastSequence", "extra"));
        ((ObjectNode) state.get("metrics")).remove(MetricNames.SAMPLES_PER_SECOND);
        return state;
    }

    /** What the package says of its training. */
    JsonNode trainingJson() throws IOException {
        return JSON.readTree(names().model().resolve("training.json").toFile());
    }

    /** The elements of the result's parameters and buffers below this name, in the order of the layers. */
    List<ByteBuffer> tensors(String prefix) throws IOException {
        return ModelPackage.open(names().model()).parameters().stream()
                .filter(tensor -> tensor.name().startsWith(prefix))
                .map(NamedTensor::data)
                .toList();
    }

    /** All tensors of the result, and parameters and optimizer state of the newest checkpoint, byte by byte. */
    Map<String, String> bits() throws Exception {
        Map<String, String> bits = new TreeMap<>();
        for (Path file : tensorFiles(names().model())) {
            bits.put("model/" + names().model().relativize(file), hash(file));
        }
        for (String file : List.of("parameters.safetensors", "optimizer.safetensors")) {
            bits.put("checkpoint/" + file, hash(newestCheckpoint().resolve(file)));
        }
        return bits;
    }

    private static List<Path> tensorFiles(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.toString().endsWith(".safetensors")).toList();
        }
    }

    /** Requires parameters, optimizer state, rules, metrics and readings of that run, and every epoch and step once. */
    void requireTheSameAs(RunFolder other, String how) throws Exception {
        assertThat(bits()).as(how).isEqualTo(other.bits());
        assertThat(comparableState()).as(how).isEqualTo(other.comparableState());
        assertThat(finished().best()).as(how).isEqualTo(other.finished().best());
        assertThat(finished().outcome()).as(how).isEqualTo(other.finished().outcome());
        assertThat(firstDifference(readings(), other.readings())).as(how).isEmpty();
        assertThat(firstDifference(epochs(), other.epochs())).as(how).isEmpty();
    }

    /** All readings but their times, in the order of the log. */
    List<List<Object>> readings() throws IOException {
        return events(Step.class).stream()
                .map(step -> List.<Object>of(step.epoch(), step.step(), withoutTimes(step.metrics())))
                .toList();
    }

    /** All epochs but their times, in the order of the log. */
    List<List<Object>> epochs() throws IOException {
        return events(Epoch.class).stream()
                .map(epoch -> List.<Object>of(epoch.epoch(), epoch.step(), withoutTimes(epoch.metrics())))
                .toList();
    }

    /** Where two lists part, since both in full would be too long to read. */
    private static String firstDifference(List<?> here, List<?> there) {
        for (int index = 0; index < Math.min(here.size(), there.size()); index++) {
            if (!here.get(index).equals(there.get(index))) {
                return here.get(index) + " instead of " + there.get(index);
            }
        }
        return here.size() == there.size() ? "" : here.size() + " instead of " + there.size();
    }

    private static Map<String, Double> withoutTimes(Map<String, Double> metrics) {
        Map<String, Double> comparable = new TreeMap<>(metrics);
        comparable.remove(MetricNames.SAMPLES_PER_SECOND);
        return comparable;
    }

    /** Every file below, by name, with its hash; but not the lock, which whoever looks may sign. */
    Map<String, String> content() throws Exception {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(root.relativize(file).toString(), hash(file));
            }
        }
        content.remove(root.relativize(names().lock()).toString());
        return content;
    }

    private static String hash(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
