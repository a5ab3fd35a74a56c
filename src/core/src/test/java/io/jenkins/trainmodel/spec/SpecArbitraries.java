package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.spec.LearningSpec.ClassWeights;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.spec.data.AugmentSpec;
import io.jenkins.trainmodel.spec.data.BadRecords;
import io.jenkins.trainmodel.spec.data.Calendar;
import io.jenkins.trainmodel.spec.data.ColumnSpec;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.DataSpec.Missing;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.spec.model.ModelSpec;
import io.jenkins.trainmodel.spec.own.CallbackSpec;
import io.jenkins.trainmodel.spec.own.CallbackSpec.OnError;
import io.jenkins.trainmodel.spec.own.CustomMetric;
import io.jenkins.trainmodel.spec.own.OwnCode;
import io.jenkins.trainmodel.spec.reference.WarmStartSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Valid specifications of every kind. */
final class SpecArbitraries extends DomainContextBase {

    @Provide
    Arbitrary<TrainingSpec> specifications() {
        return Combinators.combine(
                        text(),
                        Arbitraries.longs(),
                        ComparisonArbitraries.references(),
                        data(),
                        learning(),
                        RuleArbitraries.named(),
                        checkpoint(),
                        Combinators.combine(
                                        reporting(),
                                        device(),
                                        ComparisonArbitraries.warmStarts(),
                                        ComparisonArbitraries.gates())
                                .as(Rest::new))
                .as((name, seed, reference, data, learning, rules, checkpoint, rest) -> new TrainingSpec(
                        name,
                        seed,
                        Optional.of(reference),
                        rest.warmStart(),
                        data,
                        model(data, seed),
                        learning,
                        rules,
                        seed % 2 == 0,
                        rest.gates(),
                        checkpoint,
                        own(seed),
                        new PackageSpec(seed % 4 < 2, seed % 3 == 0, false),
                        rest.reporting(),
                        rest.device()));
    }

    private record Rest(ReportingSpec reporting, DeviceSpec device, WarmStartSpec warmStart, List<Gate> gates) {}

    static Arbitrary<String> text() {
        Arbitrary<String> odd = Arbitraries.of(
                "true", "null", "~", "5", "1e3", "- a", "a: b", "#x", "*x", "&x", "!x", "\"", "'", "{", "ü 漢 😀", "<<",
                "x\\y");
        return Arbitraries.oneOf(
                odd, Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8));
    }

    static Arbitrary<Path> path() {
        return text().map(name -> Path.of("/project").resolve(name).normalize());
    }

    private static Arbitrary<Double> share() {
        return Arbitraries.doubles().between(0, false, 1, false);
    }

    static Arbitrary<Double> positive() {
        Arbitrary<Double> extremes = Arbitraries.of(Double.MIN_VALUE, Double.MAX_VALUE, 1e-7, 1e7, 123456789.0, 0.1);
        return Arbitraries.oneOf(
                extremes, Arbitraries.doubles().between(0, false, 1e9, true).ofScale(12));
    }

    private static Map<String, ColumnSpec> columns(String label, int number) {
        return Map.of(
                label + "3",
                new ColumnSpec.Numbers(Optional.of(ColumnSpec.Missing.FLAG)),
                label + "4",
                new ColumnSpec.Category(7 + number, Optional.of(ColumnSpec.Missing.CATEGORY)),
                label + "5",
                new ColumnSpec.Date(
                        Optional.of("dd.MM.yyyy"), List.of(Calendar.WEEKDAY, Calendar.HOUR), Optional.empty()));
    }

    /** All of it a classification, so that every metric of the rules is measured. */
    private static Arbitrary<DataSpec> data() {
        Arbitrary<DataSpec> csv = Combinators.combine(
                        path(),
                        text(),
                        positive(),
                        Arbitraries.of(true, false),
                        Arbitraries.of(List.<Integer>of(), List.of(64), List.of(1, 8, 8)),
                        share(),
                        path().optional(),
                        Arbitraries.of(Missing.class))
                .as((path, label, scale, standardize, shape, validation, validationPath, missing) -> new DataSpec.Csv(
                        path,
                        label,
                        Task.CLASSIFICATION,
                        scale,
                        standardize,
                        shape,
                        validation,
                        validationPath,
                        List.of(label + "2"),
                        missing,
                        validationPath.map(given -> (1 - validation) / 2),
                        validationPath,
                        standardize ? columns(label, shape.size()) : Map.of(),
                        new BadRecords(shape.size())));
        Arbitrary<DataSpec> table = Combinators.combine(path(), text(), share(), Arbitraries.of(Missing.class))
                .as((path, label, validation, missing) -> new DataSpec.Table(
                        Map.of("people", path, "5", path),
                        "select *\nfrom people",
                        new DataSpec.Csv(
                                DataSpec.Table.RESULT,
                                label,
                                Task.CLASSIFICATION,
                                2,
                                true,
                                List.of(),
                                validation,
                                Optional.empty(),
                                List.of(),
                                missing,
                                Optional.of((1 - validation) / 2),
                                Optional.empty(),
                                columns(label, 1),
                                new BadRecords(3))));
        Arbitrary<DataSpec> idx = Combinators.combine(path(), path(), positive(), share(), path().optional())
                .as((images, labels, scale, validation, held) -> new DataSpec.Idx(
                        images,
                        labels,
                        Task.CLASSIFICATION,
                        scale,
                        validation,
                        held,
                        held,
                        held.map(given -> (1 - validation) / 2),
                        held,
                        held,
                        held.map(given -> augment(validation, true))));
        Arbitrary<DataSpec> folder = Combinators.combine(
                        path(), Arbitraries.integers().between(1, 10_000), Arbitraries.of(true, false), share())
                .as((path, size, gray, validation) -> new DataSpec.ImageFolder(
                        path,
                        size,
                        size,
                        gray,
                        validation,
                        Optional.of(path),
                        Optional.empty(),
                        Optional.of(path),
                        Optional.of(augment(validation, gray))));
        Arbitrary<DataSpec> custom = share().map(validation -> new DataSpec.Custom(
                part("spirals", Math.round(100 * validation)),
                Task.CLASSIFICATION,
                validation,
                Optional.of(Map.of("path", "/held/" + validation)),
                Optional.of((1 - validation) / 2),
                Optional.of(Map.of("arms", 5L))));
        return Arbitraries.oneOf(csv, table, idx, folder, custom);
    }

    private static AugmentSpec augment(double share, boolean pads) {
        return new AugmentSpec(
                Optional.of(new AugmentSpec.Crop(
                        pads ? Optional.of(4) : Optional.empty(), pads ? Optional.empty() : Optional.of(share))),
                Optional.of(pads ? AugmentSpec.Flip.HORIZONTAL : AugmentSpec.Flip.BOTH),
                Optional.of(180 * share),
                Optional.of(new AugmentSpec.Color(share, 0, 1)),
                pads ? Optional.of(0.2) : Optional.empty());
    }

    private static ModelSpec model(DataSpec data, long seed) {
        boolean images = data instanceof DataSpec.Csv csv ? csv.shape().size() == 3 : !(data instanceof DataSpec.Table);
        if (images && seed % 3 == 0) {
            return new ModelSpec("resnet50", Map.of("zeroInit", seed % 2 == 0));
        }
        return images && seed % 3 == 1
                ? new ModelSpec("lenet", Map.of("dropout", 0.5, "activation", "tanh"))
                : new ModelSpec("mlp", Map.of("hidden", List.of(3, 2), "dropout", 0.25, "activation", "silu"));
    }

    private static Arbitrary<LearningSpec> learning() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 1_000_000),
                        optimizer(),
                        schedule(),
                        positive().optional(),
                        Arbitraries.doubles().between(0, true, 1, false),
                        classWeights(),
                        Arbitraries.integers().greaterOrEqual(1),
                        Arbitraries.of(Precision.class))
                .as((batch, optimizer, schedule, clip, smoothing, weights, validate, precision) -> new LearningSpec(
                        Optional.of(batch).filter(samples -> samples % 5 != 0),
                        optimizer,
                        schedule,
                        groups(batch, smoothing),
                        clip,
                        Optional.of(batch),
                        Optional.empty(),
                        smoothing,
                        weights,
                        List.of("accuracy", "top3", "f1"),
                        customMetrics(validate),
                        Optional.of(validate),
                        precision,
                        false,
                        Optional.empty(),
                        Optional.empty()));
    }

    private static List<CustomMetric> customMetrics(int number) {
        return number % 2 == 0 ? List.of() : List.of(new CustomMetric("balanced", part("balanced-accuracy", number)));
    }

    private static OwnCode own(long seed) {
        CallbackSpec callback = new CallbackSpec(part("notify", seed), seed % 2 == 0 ? OnError.FAIL : OnError.IGNORE);
        return new OwnCode(List.of(Path.of("/project/libs/*.jar")), seed % 3 == 0 ? List.of() : List.of(callback));
    }

    static PartSpec part(String name, long number) {
        return new PartSpec(
                name,
                Map.of(
                        "count",
                        number,
                        "share",
                        0.5,
                        "deep",
                        Map.of("texts", List.of("1", "true", "a b"), "on", true),
                        "modelPath",
                        "/project/a"));
    }

    private static List<ParameterGroup> groups(int batch, double factor) {
        return batch % 2 == 0 || factor == 0
                ? List.of()
                : List.of(new ParameterGroup(List.of("fc.*", "*.bias"), factor), new ParameterGroup(List.of("*"), 1));
    }

    private static Arbitrary<OptimizerSpec> optimizer() {
        Arbitrary<Double> decay = positive();
        return Arbitraries.oneOf(
                Combinators.combine(positive(), decay, share(), Arbitraries.of(true, false))
                        .as(OptimizerSpec.Sgd::new),
                Combinators.combine(positive(), decay, share(), share(), positive())
                        .as(OptimizerSpec.Adam::new),
                Combinators.combine(positive(), decay, share(), share(), positive())
                        .as(OptimizerSpec.AdamW::new));
    }

    private static Arbitrary<ScheduleSpec> schedule() {
        Arbitrary<Integer> warmup = Arbitraries.integers().greaterOrEqual(0);
        Arbitrary<Integer> epochs = Arbitraries.integers().greaterOrEqual(1);
        return Arbitraries.oneOf(
                warmup.map(ScheduleSpec.Constant::new),
                warmup.map(steps -> new ScheduleSpec.Custom(steps, part("triangle", steps))),
                Combinators.combine(warmup, epochs, share()).as(ScheduleSpec.StepDecay::new),
                Combinators.combine(warmup, epochs.optional(), share()).as(ScheduleSpec.Cosine::new),
                Combinators.combine(warmup, epochs, Arbitraries.integers().between(1, 1000), share())
                        .as((steps, cycle, multiplier, minimum) -> new ScheduleSpec.CosineRestarts(
                                steps,
                                Optional.of(cycle).filter(length -> multiplier % 2 == 0),
                                Optional.of(cycle).filter(length -> multiplier % 2 == 1),
                                multiplier,
                                minimum)),
                Combinators.combine(
                                warmup,
                                RuleArbitraries.metric(),
                                Arbitraries.of(Direction.class),
                                share(),
                                epochs,
                                positive(),
                                warmup,
                                positive())
                        .as((steps, metric, mode, factor, patience, delta, cooldown, least) -> new ScheduleSpec.Plateau(
                                steps,
                                metric,
                                mode,
                                factor,
                                patience,
                                delta,
                                cooldown,
                                least,
                                RuleArbitraries.every(metric))),
                Combinators.combine(warmup, epochs.optional(), share()).as(ScheduleSpec.Linear::new),
                Combinators.combine(warmup, epochs.optional(), share(), positive())
                        .as(ScheduleSpec.Polynomial::new));
    }

    private static Arbitrary<ClassWeights> classWeights() {
        return Arbitraries.oneOf(
                Arbitraries.of(new ClassWeights.None(), new ClassWeights.Balanced()),
                positive().list().ofMinSize(2).ofMaxSize(4).map(ClassWeights.Given::new));
    }

    private static Arbitrary<CheckpointSpec> checkpoint() {
        Arbitrary<Integer> count = Arbitraries.integers().greaterOrEqual(1);
        return Combinators.combine(
                        count,
                        positive().optional(),
                        count.optional(),
                        count,
                        RuleArbitraries.metric(),
                        Arbitraries.of(Direction.class))
                .as((every, minutes, steps, keep, metric, mode) ->
                        new CheckpointSpec(every, minutes, steps, keep, keep - 1, metric, mode, 1023L + every));
    }

    private static Arbitrary<ReportingSpec> reporting() {
        return Combinators.combine(Arbitraries.integers().greaterOrEqual(1), duration(), Arbitraries.of(true, false))
                .as((everySteps, every, tensorboard) -> new ReportingSpec(
                        everySteps, every, tensorboard, !tensorboard, List.of(), everySteps % 1000 + 1));
    }

    static Arbitrary<Duration> duration() {
        return Arbitraries.longs().between(1, 86_400_000L * 999_999_999).map(Duration::ofMillis);
    }

    private static Arbitrary<DeviceSpec> device() {
        return Combinators.combine(
                        Arbitraries.of(DeviceSpec.Kind.class),
                        Arbitraries.integers().between(0, 999).optional(),
                        Arbitraries.just(1).optional(),
                        duration(),
                        Arbitraries.integers().between(1, 1024).optional(),
                        path().optional(),
                        Arbitraries.doubles().between(0, false, 1e18, true).optional())
                .as((kind, number, count, patience, threads, libtorch, peak) ->
                        new DeviceSpec(kind, gpu(kind, number, count, patience), threads, libtorch, peak));
    }

    /** As a specification can say it: a number or how many, and either only of GPUs. */
    private static GpuWish gpu(
            DeviceSpec.Kind kind, Optional<Integer> number, Optional<Integer> count, Duration patience) {
        boolean gpu = kind == DeviceSpec.Kind.GPU;
        Optional<Integer> chosen = number.filter(any -> gpu);
        return new GpuWish(chosen, count.filter(any -> gpu && chosen.isEmpty()), patience);
    }
}
