package io.jenkins.trainmodel.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.drift.ColumnDrift;
import io.jenkins.trainmodel.drift.DataDrift;
import io.jenkins.trainmodel.evaluation.Residuals;
import io.jenkins.trainmodel.evaluation.TestResult;
import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an event takes of the heap, in bytes: an estimate for a 64 bit JVM with compressed references, rather too large than
 * too small.
 */
final class Footprint {
    private static final long OBJECT = 64;
    private static final long REFERENCE = 8;
    private static final long TEXT = 48;
    private static final long NUMBER = 24;
    /** The entry, its place in the table, and the table's growth. */
    private static final long ENTRY = 64;

    private static final long VERDICT = 256;

    private Footprint() {}

    static long of(TrainingEvent event) {
        if (event instanceof TrainingEvent.Epoch epoch) {
            return OBJECT + ofNumbers(epoch.metrics()) + ofNumbers(epoch.phases()) + 2 * OBJECT;
        }
        if (event instanceof TrainingEvent.RuleEvaluated ledger) {
            return OBJECT + ofVerdicts(ledger.verdicts());
        }
        if (event instanceof TrainingEvent.Started started) {
            return 2 * OBJECT + of(started.specification()) + ofTexts(started.environment());
        }
        if (event instanceof Conclusion.Finished finished) {
            return 2 * OBJECT
                    + of(finished.reason())
                    + ofVerdicts(finished.fired())
                    + ofNumbers(finished.metrics())
                    + of(finished.modelPath());
        }
        if (event instanceof Conclusion.Tested tested) {
            return OBJECT + of(tested.result());
        }
        return OBJECT + ofRareOne(event);
    }

    private static long ofRareOne(TrainingEvent event) {
        if (event instanceof TrainingEvent.CheckpointSaved saved) {
            return of(saved.name())
                    + of(saved.reason())
                    + saved.removed().stream().mapToLong(Footprint::of).sum();
        }
        if (event instanceof Intervention.CommandApplied command) {
            return ofTexts(List.of(command.id(), command.command(), command.message(), command.by(), command.why()));
        }
        if (event instanceof Intervention.HyperparameterChanged change) {
            return ofTexts(List.of(change.key(), change.from(), change.to(), change.by(), change.why()));
        }
        if (event instanceof Intervention.Held held) {
            return ofTexts(List.of(held.by(), held.why()));
        }
        if (event instanceof Intervention.WentOn wentOn) {
            return ofTexts(List.of(wentOn.by(), wentOn.why()));
        }
        if (event instanceof Provenance.Restarted from) {
            return ofTexts(List.of(from.runId(), from.checkpoint(), from.path()));
        }
        if (event instanceof TrainingEvent.Resumed resumed) {
            return of(resumed.checkpoint()) + ofTexts(resumed.environment());
        }
        if (event instanceof Provenance.Began began) {
            return ofTexts(List.of(began.reference(), began.path(), began.runId()))
                    + ofTexts(began.reset())
                    + ofTexts(began.frozen());
        }
        if (event instanceof Provenance.TookOver taken) {
            return ofTexts(List.of(taken.model(), taken.path(), taken.runId()))
                    + ofTexts(taken.reset())
                    + ofTexts(taken.frozen());
        }
        if (event instanceof TrainingEvent.TextWritten written) {
            return written.texts().stream()
                    .mapToLong(text -> OBJECT + of(text.prompt()) + of(text.text()))
                    .sum();
        }
        if (event instanceof TrainingEvent.DataRead data) {
            long files = data.files().stream()
                    .mapToLong(file -> OBJECT + of(file.name()) + of(file.sha256()))
                    .sum();
            long classes = data.classes().stream()
                    .mapToLong(one -> OBJECT + of(one.name()))
                    .sum();
            return files + classes + ofTexts(data.constant());
        }
        if (event instanceof BottleneckFound found) {
            long stages = found.stages().stream()
                    .mapToLong(stage -> 2 * OBJECT + ofTexts(List.of(stage.stage(), stage.unit())))
                    .sum();
            return stages + ofTexts(List.of(found.bottleneck(), found.advice(), found.setting()));
        }
        if (event instanceof TrainingEvent.ImagesVaried varied) {
            return of(varied.picture().base64());
        }
        return event instanceof TrainingEvent.Warning warning ? of(warning.code()) + of(warning.message()) : OBJECT;
    }

    static long of(GatesOfRun gates) {
        long verdicts = gates.verdicts().stream()
                .mapToLong(verdict -> VERDICT + ofTexts(List.of(verdict.gate(), verdict.metric(), verdict.sentence())))
                .sum();
        return OBJECT
                + verdicts
                + VERDICT * gates.challenges().size()
                + gates.drift().map(Footprint::of).orElse(0L);
    }

    private static long of(DataDrift drift) {
        long columns = drift.all().stream()
                .mapToLong(column -> VERDICT + of(column.name()) + ofBins(column.bins()))
                .sum();
        long changes = drift.schema().changed().stream()
                .mapToLong(change -> VERDICT + of(change.name()))
                .sum();
        return columns
                + changes
                + of(drift.reference())
                + ofTexts(drift.schema().added())
                + ofTexts(drift.schema().gone());
    }

    private static long ofBins(List<ColumnDrift.Bin> bins) {
        return bins.stream().mapToLong(bin -> OBJECT + of(bin.values())).sum();
    }

    private static long ofTexts(List<String> texts) {
        return texts.stream().mapToLong(Footprint::of).sum();
    }

    private static long of(TestResult result) {
        if (result instanceof TestResult.Classification classifier) {
            long names = classifier.classes().stream()
                    .mapToLong(one -> VERDICT + of(one.name()))
                    .sum();
            return names
                    + ofNumbers(result.metrics())
                    + OBJECT * classifier.confusion().cells().size();
        }
        Optional<Residuals> residuals =
                result instanceof TestResult.Regression regression ? regression.residuals() : Optional.empty();
        return ofNumbers(result.metrics()) + residuals.map(Footprint::of).orElse(0L);
    }

    private static long of(Residuals residuals) {
        return OBJECT * residuals.points().size() + NUMBER * residuals.bins().size();
    }

    private static long ofVerdicts(List<Verdict> verdicts) {
        return verdicts.stream().mapToLong(Footprint::of).sum();
    }

    private static long of(Verdict verdict) {
        return VERDICT
                + of(verdict.rule())
                + of(verdict.type())
                + of(verdict.metric())
                + of(verdict.explanation())
                + ofVerdicts(verdict.children());
    }

    private static long of(Optional<String> text) {
        return text.map(Footprint::of).orElse(0L);
    }

    private static long of(String text) {
        return TEXT + 2L * text.length() + REFERENCE;
    }

    private static long ofTexts(Map<String, String> texts) {
        return texts.entrySet().stream()
                .mapToLong(entry -> ENTRY + of(entry.getKey()) + of(entry.getValue()))
                .sum();
    }

    private static long ofNumbers(Map<String, Double> numbers) {
        return OBJECT
                + numbers.keySet().stream()
                        .mapToLong(name -> ENTRY + NUMBER + of(name))
                        .sum();
    }

    private static long of(JsonNode node) {
        long bytes = OBJECT + (node.isTextual() ? of(node.textValue()) : 0);
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            bytes += ENTRY + of(field.getKey()) + of(field.getValue());
        }
        if (node.isArray()) {
            for (JsonNode item : node) {
                bytes += REFERENCE + of(item);
            }
        }
        return bytes;
    }
}
