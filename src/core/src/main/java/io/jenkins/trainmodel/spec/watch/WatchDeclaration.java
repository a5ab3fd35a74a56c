package io.jenkins.trainmodel.spec.watch;

import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.PathPattern;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.schema.VariantsType;
import io.jenkins.trainmodel.spec.schema.VariantsType.Variant;
import io.jenkins.trainmodel.spec.stop.RankingKeys;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.watch.MetricFiles.Axis;
import io.jenkins.trainmodel.spec.watch.MetricFiles.CsvLogs;
import io.jenkins.trainmodel.spec.watch.MetricFiles.EventFiles;
import io.jenkins.trainmodel.spec.watch.MetricFiles.JsonLines;
import io.jenkins.trainmodel.spec.watch.MetricFiles.TrainerStates;
import io.jenkins.trainmodel.spec.watch.WatchSpec.Keeps;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The object under {@code watch}. */
public final class WatchDeclaration {
    private static final int LONGEST_PATTERN = 1000;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_PATTERNS = 100;
    private static final Pattern OUTSIDE = Pattern.compile("([/\\\\]|[A-Za-z]:).*|(.*[/\\\\])?\\.\\.([/\\\\].*)?");

    private static final ValueType<String> PATTERN = Types.checked(
            Types.text("a pattern of files such as logs/*.csv", LONGEST_PATTERN), WatchDeclaration::checkPattern);
    private static final ValueType<String> BELOW = Types.checked(
            Types.text("a pattern of files such as out/**, below the program's working directory", LONGEST_PATTERN),
            WatchDeclaration::checkBelow);
    private static final ValueType<String> NAME = Types.text("the name of a metric", LONGEST_NAME);

    private static final Key<EventFiles, Axis> AXIS = Key.of(
            "axis",
            Types.word(Axis.class),
            EventFiles::axis,
            Axis.STEP,
            "Whether the step of a value counts optimizer steps or epochs.");

    private static final ObjectType<JsonLines> JSON_LINES = ObjectType.<JsonLines>named(
                    "jsonl",
                    "JSON, one object a line, in the file that the environment variable TRAIN_MODEL_METRICS names.")
            .build(values -> new JsonLines());
    private static final Key<CsvLogs, String> CSV_PATH =
            Key.required("path", PATTERN, CsvLogs::path, "Which files, relative to the program's working directory.");
    private static final ObjectType<CsvLogs> CSV_LOGS = ObjectType.<CsvLogs>named(
                    "csv", "Tables as CSVLogger of Keras and of Lightning writes them.")
            .key(CSV_PATH)
            .build(values -> new CsvLogs(values.get(CSV_PATH)));
    private static final Key<EventFiles, String> EVENTS_PATH = Key.required(
            "path",
            PATTERN,
            EventFiles::path,
            "A folder, or which files, relative to the program's working directory.");
    private static final ObjectType<EventFiles> EVENT_FILES = ObjectType.<EventFiles>named(
                    "tensorboard", "Event files of TensorBoard.")
            .key(EVENTS_PATH)
            .key(AXIS)
            .build(values -> new EventFiles(values.get(EVENTS_PATH), values.get(AXIS)));
    private static final Key<TrainerStates, String> STATES_PATH = Key.required(
            "path", PATTERN, TrainerStates::path, "Which files, relative to the program's working directory.");
    private static final ObjectType<TrainerStates> TRAINER_STATES = ObjectType.<TrainerStates>named(
                    "trainerState", "Files trainer_state.json of Hugging Face's Trainer.")
            .key(STATES_PATH)
            .build(values -> new TrainerStates(values.get(STATES_PATH)));

    private static final Key<WatchSpec, MetricFiles> METRICS = Key.of(
            "metrics",
            new VariantsType<>(List.of(
                    Variant.of(JsonLines.class, JSON_LINES),
                    Variant.of(CsvLogs.class, CSV_LOGS),
                    Variant.of(EventFiles.class, EVENT_FILES),
                    Variant.of(TrainerStates.class, TRAINER_STATES))),
            WatchSpec::metrics,
            new JsonLines(),
            "Where the program says how its training goes; the file of the type jsonl is read in any case.");
    private static final Key<WatchSpec, Optional<Map<String, String>>> RENAME = Key.optional(
            "rename",
            Types.map(
                    NAME,
                    Types.text("the path of a metric, such as validation/loss", LONGEST_NAME),
                    "a map of the program's names to paths, such as {dev_ppl: validation/perplexity}"),
            WatchSpec::rename,
            "What the program calls a metric, and its path here; names such as val_loss are known.");
    private static final Key<WatchSpec, List<String>> ARTIFACTS = Key.of(
            "artifacts",
            Types.list(BELOW, 0, MOST_PATTERNS),
            WatchSpec::artifacts,
            List.of(),
            "The files that are kept as the model package when the run ends.");
    private static final Key<WatchSpec, Keeps> KEEPS = Key.of(
            "keeps",
            Types.word(Keeps.class),
            WatchSpec::keeps,
            Keeps.LAST,
            "Which epoch's model the artifacts hold; gates judge by its metrics.");
    private static final RankingKeys<WatchSpec> RANKING = RankingKeys.of("epoch");
    private static final Key<WatchSpec, Duration> SIGNAL_AFTER = Key.of(
            "signalAfter",
            Types.duration(),
            WatchSpec::signalAfter,
            Duration.ofSeconds(5),
            "The time between asking the program to end by a file and by SIGTERM.");
    private static final Key<WatchSpec, Duration> GRACE = Key.of(
            "grace",
            Types.duration(),
            WatchSpec::grace,
            Duration.ofSeconds(30),
            "The time between SIGTERM and the end by force, of all processes that the program has started.");

    private static final ObjectType<WatchSpec> TYPE = ObjectType.<WatchSpec>named(
                    "watch", "How the training of another program is watched.")
            .key(METRICS)
            .key(RENAME)
            .key(ARTIFACTS)
            .key(KEEPS)
            .key(RANKING.metric())
            .key(RANKING.mode())
            .key(SIGNAL_AFTER)
            .key(GRACE)
            .build(values -> new WatchSpec(
                    values.get(METRICS),
                    values.get(RENAME),
                    values.get(ARTIFACTS),
                    values.get(KEEPS),
                    values.get(RANKING.metric()),
                    values.get(RANKING.mode()),
                    values.get(SIGNAL_AFTER),
                    values.get(GRACE)));

    public static final Key<Watched, WatchSpec> KEY = Key.section("watch", TYPE, Watched::watch);

    private WatchDeclaration() {}

    /** What is no pattern would be met when the program runs, or when it has ended. */
    private static boolean checkPattern(Node node, String pattern, ReadContext context) {
        try {
            PathPattern.of(Path.of(pattern.replace('\\', '/'))).matcher();
            return true;
        } catch (PatternSyntaxException wrong) {
            context.report(
                    node,
                    node.describe() + ", which is no pattern of file names (" + wrong.getDescription() + ")",
                    "a pattern whose brackets are closed, such as logs/*.csv or out/{a,b}.pt");
        } catch (InvalidPathException wrong) {
            context.report(node, node.describe() + ", which is no path here", "a pattern of files such as logs/*.csv");
        }
        return false;
    }

    private static boolean checkBelow(Node node, String pattern, ReadContext context) {
        boolean outside = OUTSIDE.matcher(pattern).matches();
        if (outside) {
            context.report(
                    node,
                    node.describe() + ", which is not below the program's working directory",
                    "a pattern without .. that does not begin at a root, such as out/**");
        }
        return !outside && checkPattern(node, pattern, context);
    }
}
