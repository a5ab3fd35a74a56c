package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.spec.data.DataDeclaration;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Series;
import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.spec.data.TokenizerSpec;
import io.jenkins.trainmodel.spec.gate.GateDeclaration;
import io.jenkins.trainmodel.spec.model.ModelDeclaration;
import io.jenkins.trainmodel.spec.model.ModelDeclaration.Needs;
import io.jenkins.trainmodel.spec.model.ModelSpec;
import io.jenkins.trainmodel.spec.own.CallbackDeclaration;
import io.jenkins.trainmodel.spec.own.ClassPathDeclaration;
import io.jenkins.trainmodel.spec.own.OwnCode;
import io.jenkins.trainmodel.spec.reference.ReferenceDeclaration;
import io.jenkins.trainmodel.spec.reference.WarmStartDeclaration;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.spec.stop.StopWhenDeclaration;
import io.jenkins.trainmodel.stop.CertainEnd;
import java.util.List;
import java.util.Optional;

/** The specification as a whole. */
final class SpecificationDeclaration {
    static final Key<TrainingSpec, String> NAME = Key.derived(
            "name",
            RunNames.TYPE,
            TrainingSpec::name,
            "the file's name without its extension",
            (values, context) -> Optional.of(context.options().name()),
            "Names the run in reports and trends.");
    static final Key<TrainingSpec, Long> SEED = Key.<TrainingSpec, Long>of(
                    "seed",
                    Types.longInteger(Long.MIN_VALUE),
                    TrainingSpec::seed,
                    42L,
                    "Seeds initial parameters, split, shuffling and dropout.")
            .fixedOnResume();
    static final Key<TrainingSpec, ModelSpec> MODEL = Key.<TrainingSpec, ModelSpec>required(
                    "model", ModelDeclaration.TYPE, TrainingSpec::model, "The network.")
            .fixedOnResume();
    static final Key<TrainingSpec, LearningSpec> TRAINING =
            Key.section("training", TrainingDeclaration.TYPE, TrainingSpec::training);
    static final Key<TrainingSpec, Boolean> ENDLESS = Key.of(
            "endless",
            Types.truth(),
            TrainingSpec::endless,
            false,
            "Whether the run may go on for ever; otherwise one of its rules must be certain to fire in finite time.");
    static final Key<TrainingSpec, List<Gate>> GATES = Key.of(
            "gates",
            GateDeclaration.LIST,
            TrainingSpec::gates,
            List.of(),
            "Conditions that the kept model must meet when training is over.");
    static final Key<TrainingSpec, CheckpointSpec> CHECKPOINT =
            Key.section("checkpoint", CheckpointDeclaration.TYPE, TrainingSpec::checkpoint);
    static final Key<TrainingSpec, PackageSpec> PACKAGE =
            Key.section("package", PackageDeclaration.TYPE, TrainingSpec::packaging);
    static final Key<TrainingSpec, ReportingSpec> REPORTING =
            Key.section("reporting", ReportingDeclaration.TYPE, TrainingSpec::reporting);
    static final Key<TrainingSpec, DeviceSpec> DEVICE =
            Key.section("device", DeviceDeclaration.TYPE, TrainingSpec::device);

    static final ObjectType<TrainingSpec> TYPE = ObjectType.<TrainingSpec>named(
                    "specification", "What to train, on what, how, and when to stop.")
            .key(NAME)
            .key(SEED)
            .key(ReferenceDeclaration.KEY)
            .key(WarmStartDeclaration.KEY)
            .formerKey("parent", "reference: PATH and warmStart: parameters, which together mean the same")
            .foreignKey(
                    "watch",
                    "a key of runs in which another program trains",
                    "data and model, or the command that trains: train-model watch SPEC -- COMMAND")
            .key(ClassPathDeclaration.CLASSPATH)
            .key(DataDeclaration.KEY)
            .key(MODEL)
            .key(TRAINING)
            .key(StopWhenDeclaration.KEY)
            .key(ENDLESS)
            .key(GATES)
            .key(CHECKPOINT)
            .key(CallbackDeclaration.KEY)
            .key(PACKAGE)
            .key(REPORTING)
            .key(DEVICE)
            .check(SpecificationDeclaration::checkShape)
            .check(SpecificationDeclaration::checkText)
            .check(SpecificationDeclaration::checkTokenizer)
            .check(SpecificationDeclaration::checkEnd)
            .check(SpecificationDeclaration::checkPackage)
            .check(ReplicaChecks::check)
            .check(WarmStartDeclaration::checkReference)
            .build(values -> new TrainingSpec(
                    values.get(NAME),
                    values.get(SEED),
                    values.get(ReferenceDeclaration.KEY),
                    values.get(WarmStartDeclaration.KEY),
                    data(values),
                    values.get(MODEL),
                    values.get(TRAINING),
                    values.get(StopWhenDeclaration.KEY),
                    values.get(ENDLESS),
                    values.get(GATES),
                    values.get(CHECKPOINT),
                    new OwnCode(values.get(ClassPathDeclaration.CLASSPATH), values.get(CallbackDeclaration.KEY)),
                    values.get(PACKAGE),
                    values.get(REPORTING),
                    values.get(DEVICE)));

    private SpecificationDeclaration() {}

    /** Text of a network that begins with no other model is cut into bytes where nothing else is said. */
    private static DataSpec data(Values values) {
        DataSpec data = values.get(DataDeclaration.KEY);
        boolean bytes =
                data instanceof Text text && text.tokenizer().isEmpty() && ModelDeclaration.isDrawn(values.get(MODEL));
        return bytes ? ((Text) data).with(new TokenizerSpec.Bytes()) : data;
    }

    /** A table has no axes of its own. */
    private static void checkShape(Values values, ReadContext context) {
        Optional<ModelSpec> model = values.find(MODEL);
        Optional<Integer> axes = values.find(DataDeclaration.KEY).flatMap(SpecificationDeclaration::axes);
        if (model.isEmpty()
                || axes.isEmpty()
                || ModelDeclaration.needs(model.get()).takes(axes.get())) {
            return;
        }
        boolean images = ModelDeclaration.needs(model.get()) == Needs.IMAGES;
        context.report(
                values.node(MODEL),
                model.get().type()
                        + (images ? " for samples that are no images" : " for samples that are no sequences"),
                images
                        ? "a shape of channels, height, width in the data, such as shape: [1, 28, 28]"
                        : "a shape of steps, features in the data, such as shape: [28, 28]");
    }

    /** Of a sample, where its form is known before the data is read and it is no text. */
    private static Optional<Integer> axes(DataSpec data) {
        if (data instanceof Series) {
            return Optional.of(2);
        }
        if (data instanceof DataSpec.Table table) {
            return axes(table.rows());
        }
        return data instanceof DataSpec.Csv csv ? Optional.of(csv.shape().size()) : Optional.empty();
    }

    /** Language models take tokens, which only text is made of, and other networks take none. */
    private static void checkText(Values values, ReadContext context) {
        Optional<ModelSpec> model = values.find(MODEL);
        Optional<DataSpec> data = values.find(DataDeclaration.KEY);
        if (model.isEmpty() || data.isEmpty()) {
            return;
        }
        boolean text = data.get() instanceof Text;
        Needs needs = ModelDeclaration.needs(model.get());
        if (needs != Needs.UNKNOWN && needs == Needs.TEXT != text) {
            String found = text ? " for data of the type text" : " for data that is no text";
            context.report(
                    values.node(MODEL),
                    model.get().type() + found,
                    text ? "a language model, such as type: gpt" : "data of the type text, or another model");
        }
    }

    /** A tokenizer without a file is that of the model which the run begins with. */
    private static void checkTokenizer(Values values, ReadContext context) {
        boolean fileless = values.find(DataDeclaration.KEY)
                .filter(data -> data instanceof Text text
                        && text.tokenizer().orElse(new TokenizerSpec.Bytes()) instanceof TokenizerSpec.HuggingFace file
                        && file.path().isEmpty())
                .isPresent();
        if (fileless && values.find(MODEL).filter(ModelDeclaration::isDrawn).isPresent()) {
            context.report(
                    values.node(DataDeclaration.KEY),
                    "a tokenizer of the type huggingface without path",
                    "its path: the file tokenizer.json, or the directory that it lies in; a model of the type package"
                            + " or huggingface has one of its own");
        }
    }

    /** A package is opened with other code, or with none, as well. */
    private static void checkPackage(Values values, ReadContext context) {
        boolean copies = values.find(PACKAGE).filter(PackageSpec::classpath).isPresent();
        boolean none = values.find(ClassPathDeclaration.CLASSPATH)
                .filter(List::isEmpty)
                .isPresent();
        if (copies && none && !context.options().stored()) {
            context.report(
                    values.node(PACKAGE),
                    "classpath: true without jars of your own",
                    "classpath: [libs/*.jar] beside data and model, or no classpath under package");
        }
    }

    /** A run that nothing ends takes its machine until somebody notices. */
    private static void checkEnd(Values values, ReadContext context) {
        boolean certain = values.find(ENDLESS).orElse(true)
                || values.find(StopWhenDeclaration.KEY)
                        .map(rules -> CertainEnd.isSetBy(rules, 0))
                        .orElse(true);
        if (context.options().wholeRun() && !context.options().stored() && !certain) {
            context.report(
                    values.node(StopWhenDeclaration.KEY),
                    "no rule that is certain to fire in finite time",
                    "one of maxEpochs, maxSteps, maxDuration, finishBy and milestone besides, such as maxEpochs: 100"
                            + " (or minDelta above 0 in earlyStopping); endless: true if a person is to end the run");
        }
    }
}
