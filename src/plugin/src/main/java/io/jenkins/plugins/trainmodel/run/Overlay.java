package io.jenkins.plugins.trainmodel.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.WatchedSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the step says, laid over the specification's file. */
public final class Overlay {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Overlay() {}

    /**
     * The JSON that a step lays over the specification's file.
     *
     * @param name the run's name; empty: the specification's
     * @param stopWhen the rules as the specification writes them; none: the specification's
     * @param gates the gates as the specification writes them; none: the specification's
     * @param warmStart what is taken over from the reference, as the specification writes it; empty: the specification's
     */
    public static String json(
            String name,
            List<Map<String, Object>> stopWhen,
            List<Map<String, Object>> gates,
            Map<String, Object> warmStart) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (!name.isEmpty()) {
            values.put("name", name);
        }
        if (!stopWhen.isEmpty()) {
            values.put("stopWhen", stopWhen);
        }
        if (!gates.isEmpty()) {
            values.put("gates", gates);
        }
        if (!warmStart.isEmpty()) {
            values.put("warmStart", warmStart);
        }
        return write(values);
    }

    private static String write(Map<String, Object> values) {
        try {
            return MAPPER.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The step's values cannot be written as JSON", e);
        }
    }

    /** The values of the key reference, with what the step says for the case that there is none. */
    static String reference(Map<String, Object> found, String whenMissing) {
        Map<String, Object> values = new LinkedHashMap<>(found);
        if (!whenMissing.isEmpty()) {
            values.put("whenMissing", whenMissing);
        }
        return write(values);
    }

    /** What is laid over the specification of this try, with the reference that was found for it. */
    static String of(RunState state) {
        Map<String, Object> values = new LinkedHashMap<>(values(state.request.overlay));
        if (!state.reference().isEmpty()) {
            values.put("reference", values(state.reference()));
        }
        if (state.restart().filter(place -> !place.isCheckpoint()).isPresent()) {
            values.put("warmStart", Map.of("from", "everything"));
        }
        return write(values);
    }

    /**
     * What a specification says that the plugin itself needs to know.
     *
     * @param name the run's
     * @param end how long a program may take to end that is watched; zero where none is
     */
    record Known(String name, Duration end) {
        private static Known of(TrainingSpec spec) {
            return new Known(spec.name(), Duration.ZERO);
        }

        private static Known of(WatchedSpec spec) {
            return new Known(
                    spec.name(), spec.watch().signalAfter().plus(spec.watch().grace()));
        }
    }

    /**
     * Reads the specification as the trainer will, but for the files that it names.
     *
     * @param text the file's text
     * @throws AbortException with everything that is wrong, as the trainer would say it
     */
    static Known check(RunState state, String text) throws AbortException {
        SpecificationKind.require(state.request.specification, text, state.request.isWatched());
        List<SpecOverride> overrides = new ArrayList<>();
        overrides.add(SpecOverride.step(values(of(state))));
        state.assignments().forEach((key, value) -> overrides.add(new SpecOverride.Assignment(key, value)));
        try {
            SpecReader reader = SpecReader.withoutFiles();
            String source = state.request.specification;
            Path here = Path.of("").toAbsolutePath();
            return state.request.isWatched()
                    ? Known.of(reader.readWatched(source, text, here, overrides))
                    : Known.of(reader.read(source, text, here, overrides));
        } catch (SpecException e) {
            throw (AbortException) new AbortException(e.getMessage()).initCause(e);
        }
    }

    private static Map<String, Object> values(String json) {
        try {
            return MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The step's own JSON cannot be read", e);
        }
    }

    /** The run's name: the step's, else the specification's, else its file's. */
    static String name(Known spec, FilePath file) {
        String stem = file.getName().replaceAll("\\.[^.]*$", "");
        return spec.name().equals("training") ? stem : spec.name();
    }
}
