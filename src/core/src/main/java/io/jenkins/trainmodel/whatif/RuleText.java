package io.jenkins.trainmodel.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.spec.ReplaySpec;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.SpecWriter;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.stop.StopRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules and gates as people write them. */
public final class RuleText {
    /** Before them nothing but a process's own words can stand. */
    private static final int MOST_EVENTS = 1_000;

    private RuleText() {}

    /**
     * Reads the keys {@code stopWhen} and {@code gates} of a specification, which need hold nothing else. No file is looked for.
     *
     * @param text YAML, or JSON
     * @throws SpecException with everything that is wrong
     */
    public static ReplaySpec read(String text) throws SpecException {
        return SpecReader.withoutFiles().readReplay("rules", text, Path.of("").toAbsolutePath());
    }

    /** The rules as one line that the step's {@code set} takes for {@code stopWhen}. */
    public static String line(List<StopRule> rules) {
        return SpecWriter.toJson(rules).toString();
    }

    /** The rules and gates with which a run was started, as YAML; empty where its log does not say. */
    public static Optional<String> ofRun(Path log) throws IOException {
        try (EventReader events = EventReader.open(log)) {
            return events.stream()
                    .limit(MOST_EVENTS)
                    .map(EventRecord::event)
                    .filter(TrainingEvent.Started.class::isInstance)
                    .map(TrainingEvent.Started.class::cast)
                    .findFirst()
                    .map(started -> yaml(started.specification()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** A line a rule or gate; what is JSON is YAML. */
    private static String yaml(JsonNode specification) {
        StringBuilder text = new StringBuilder();
        for (String list : List.of("stopWhen", "gates")) {
            if (!specification.path(list).isEmpty()) {
                text.append(list).append(":\n");
                specification
                        .path(list)
                        .forEach(one -> text.append("  - ").append(item(one)).append('\n'));
            }
        }
        return text.toString();
    }

    private static String item(JsonNode one) {
        if (!one.isObject() || one.size() != 1) {
            return one.toString();
        }
        Map.Entry<String, JsonNode> rule = one.properties().iterator().next();
        return rule.getKey() + ": " + rule.getValue();
    }
}
