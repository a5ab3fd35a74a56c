package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.part.PartCheck;
import io.jenkins.trainmodel.spec.data.DataDeclaration;
import io.jenkins.trainmodel.spec.problem.Problems;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.reference.ReferenceDeclaration;
import io.jenkins.trainmodel.spec.schema.FileCheck;
import io.jenkins.trainmodel.spec.schema.KnownMetrics;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.ReadOptions;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.spec.stop.StopWhenDeclaration;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Mapping;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import io.jenkins.trainmodel.spec.tree.SpecTree;
import io.jenkins.trainmodel.stop.StopRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Reads specifications, YAML or JSON. The text is not trusted: size, depth and aliases are bounded, and nothing is built
 * from tags. Either all is well, or a {@link SpecException} tells everything that is not.
 */
public final class SpecReader {
    private static final String UNNAMED = "training";

    /** What may be missing where rules or gates alone are wanted. */
    private static final Set<String> BESIDE_RULES =
            Set.of(DataDeclaration.KEY.name(), SpecificationDeclaration.MODEL.name());

    private static final Set<String> BESIDE_GATES =
            Set.of(DataDeclaration.KEY.name(), SpecificationDeclaration.MODEL.name(), StopWhenDeclaration.KEY.name());

    private final FileCheck files;
    private final PartCheck parts;

    /** @param parts knows the parts that users have written */
    public SpecReader(PartCheck parts) {
        this(FileCheck.ALL, parts);
    }

    /** A reader that takes parts of users' own on trust. */
    public SpecReader() {
        this(PartCheck.NONE);
    }

    private SpecReader(FileCheck files, PartCheck parts) {
        this.files = files;
        this.parts = parts;
    }

    /** A reader for where the files that a specification names are not at hand; whether they exist is not checked. */
    public static SpecReader withoutFiles() {
        return new SpecReader(FileCheck.NONE, PartCheck.NONE);
    }

    /**
     * A reader for what runs have stored, such as in {@code spec.json}, a checkpoint or a model package: files are not
     * looked for, and a run that was accepted without a certain end is accepted still.
     */
    public static SpecReader ofStored() {
        return new SpecReader(FileCheck.STORED, PartCheck.NONE);
    }

    /** Reads a file; relative paths in it and in the overrides are relative to its directory. */
    public TrainingSpec read(Path file, List<SpecOverride> overrides) throws SpecException {
        Problems problems = new Problems();
        return readTree(new SpecTree(problems).read(file, overrides), options(file), problems);
    }

    /** Reads the file of a run in which another program trains; relative paths as in {@link #read(Path, List)}. */
    public WatchedSpec readWatched(Path file, List<SpecOverride> overrides) throws SpecException {
        Problems problems = new Problems();
        return run(
                new SpecTree(problems).read(file, overrides), options(file), problems, WatchedDeclaration.TYPE::read);
    }

    /** The same of a text, as {@link #read(String, String, Path, List)} has it. */
    public WatchedSpec readWatched(String source, String text, Path directory, List<SpecOverride> overrides)
            throws SpecException {
        Problems problems = new Problems();
        Optional<Node> tree = new SpecTree(problems).read(source, text, overrides);
        return run(tree, options(directory, UNNAMED), problems, WatchedDeclaration.TYPE::read);
    }

    /** Reads a file as it is. */
    public TrainingSpec read(Path file) throws SpecException {
        return read(file, List.of());
    }

    /**
     * Reads a text.
     *
     * @param source its name in messages; the text is JSON if it ends in {@code .json}
     * @param directory relative paths are relative to it
     */
    public TrainingSpec read(String source, String text, Path directory, List<SpecOverride> overrides)
            throws SpecException {
        Problems problems = new Problems();
        Optional<Node> tree = new SpecTree(problems).read(source, text, overrides);
        return readTree(tree, options(directory, UNNAMED), problems);
    }

    /** Reads a specification that consists of overrides alone; relative paths are relative to the directory. */
    public TrainingSpec read(List<SpecOverride> overrides, Path directory) throws SpecException {
        Problems problems = new Problems();
        Node tree = new SpecTree(problems).read(overrides);
        return readTree(Optional.of(tree), options(directory, UNNAMED), problems);
    }

    /**
     * Reads the stop rules of a file, which need not hold anything else; for replays. Only the curves that
     * rules compare with must exist.
     *
     * @param metrics the metrics of the curves; empty: not known yet, so any name will do
     */
    public List<StopRule> readRules(Path file, List<SpecOverride> overrides, Optional<Set<String>> metrics)
            throws SpecException {
        return readReplay(file, overrides, metrics).stopWhen();
    }

    /** As {@link #readRules(Path, List, Optional)}, and what else judges a recorded run. */
    public ReplaySpec readReplay(Path file, List<SpecOverride> overrides, Optional<Set<String>> metrics)
            throws SpecException {
        return readReplay(file, overrides, metrics, BESIDE_RULES);
    }

    /** The gates of a file, which need not hold anything else, and its reference. */
    public ReplaySpec readGates(Path file, List<SpecOverride> overrides) throws SpecException {
        return readReplay(file, overrides, Optional.empty(), BESIDE_GATES);
    }

    /**
     * The same of a text.
     *
     * @param source its name in messages
     * @param directory relative paths are relative to it
     */
    public ReplaySpec readReplay(String source, String text, Path directory) throws SpecException {
        Problems problems = new Problems();
        Optional<Node> tree = new SpecTree(problems).read(source, text, List.of());
        ReadOptions options =
                new ReadOptions(directory, UNNAMED, ruleFiles(), BESIDE_RULES, known(Optional.empty()), parts);
        return readReplay(tree, options, problems);
    }

    private ReplaySpec readReplay(
            Path file, List<SpecOverride> overrides, Optional<Set<String>> metrics, Set<String> excused)
            throws SpecException {
        Problems problems = new Problems();
        Optional<Node> tree = new SpecTree(problems).read(file, overrides);
        Path absolute = file.toAbsolutePath();
        ReadOptions options = new ReadOptions(
                absolute.getParent(), RunNames.of(absolute), ruleFiles(), excused, known(metrics), parts);
        return readReplay(tree, options, problems);
    }

    /**
     * Reads stop rules that consist of overrides alone, such as those of a form.
     *
     * @param directory relative paths are relative to it
     * @param metrics as for {@link #readRules(Path, List, Optional)}
     */
    public List<StopRule> readRules(List<SpecOverride> overrides, Path directory, Optional<Set<String>> metrics)
            throws SpecException {
        return readReplay(overrides, directory, metrics, BESIDE_RULES).stopWhen();
    }

    /** Reads gates that consist of overrides alone, such as those of a form, beside the reference that they may need. */
    public List<Gate> readGates(List<SpecOverride> overrides, Path directory) throws SpecException {
        return readReplay(overrides, directory, Optional.empty(), BESIDE_GATES).gates();
    }

    private ReplaySpec readReplay(
            List<SpecOverride> overrides, Path directory, Optional<Set<String>> metrics, Set<String> excused)
            throws SpecException {
        Problems problems = new Problems();
        Node tree = new SpecTree(problems).read(overrides);
        Path absolute = directory.toAbsolutePath().normalize();
        ReadOptions options = new ReadOptions(absolute, UNNAMED, ruleFiles(), excused, known(metrics), parts);
        return readReplay(Optional.of(tree), options, problems);
    }

    private static ReplaySpec readReplay(Optional<Node> tree, ReadOptions options, Problems problems)
            throws SpecException {
        return run(tree, options, problems, (mapping, context) -> {
            Values values = SpecificationDeclaration.TYPE.readValues(mapping, context);
            return Optional.of(new ReplaySpec(
                    values.find(StopWhenDeclaration.KEY).orElse(List.of()),
                    values.find(ReferenceDeclaration.KEY).flatMap(reference -> reference),
                    values.find(SpecificationDeclaration.GATES).orElse(List.of())));
        });
    }

    private static KnownMetrics known(Optional<Set<String>> metrics) {
        return metrics.<KnownMetrics>map(KnownMetrics.These::new).orElseGet(KnownMetrics.Any::new);
    }

    private FileCheck ruleFiles() {
        return files == FileCheck.ALL ? FileCheck.CURVES : files;
    }

    private TrainingSpec readTree(Optional<Node> tree, ReadOptions options, Problems problems) throws SpecException {
        return run(tree, options, problems, SpecificationDeclaration.TYPE::read);
    }

    private static <T> T run(
            Optional<Node> tree,
            ReadOptions options,
            Problems problems,
            BiFunction<Mapping, ReadContext, Optional<T>> reading)
            throws SpecException {
        ReadContext context = new ReadContext(options, problems);
        Optional<T> result = Optional.empty();
        if (tree.isPresent() && tree.get() instanceof Mapping mapping) {
            result = reading.apply(mapping, context);
            context.finish();
        } else {
            tree.ifPresent(node -> context.reportFound(node, SpecificationDeclaration.TYPE.allowed()));
        }
        problems.throwIfAny();
        return result.orElseThrow(() -> new IllegalStateException("a specification without problems was not read"));
    }

    private ReadOptions options(Path file) {
        Path absolute = file.toAbsolutePath();
        return options(absolute.getParent(), RunNames.of(absolute));
    }

    private ReadOptions options(Path directory, String name) {
        return new ReadOptions(
                directory.toAbsolutePath().normalize(),
                name,
                files,
                Set.of(),
                new KnownMetrics.OfSpecification(),
                parts);
    }
}
