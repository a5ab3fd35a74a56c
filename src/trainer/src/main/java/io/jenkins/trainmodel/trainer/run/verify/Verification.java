package io.jenkins.trainmodel.trainer.run.verify;

import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import io.jenkins.trainmodel.trainer.checkpoint.Checkpoint;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointState;
import io.jenkins.trainmodel.trainer.custom.Fingerprints;
import io.jenkins.trainmodel.trainer.custom.OwnEvaluation;
import io.jenkins.trainmodel.trainer.custom.OwnLoss;
import io.jenkins.trainmodel.trainer.custom.OwnNetworks;
import io.jenkins.trainmodel.trainer.custom.OwnRun;
import io.jenkins.trainmodel.trainer.custom.PartException;
import io.jenkins.trainmodel.trainer.data.DataSignature;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.modelpackage.CodeAsked;
import io.jenkins.trainmodel.trainer.modelpackage.CodeOfModel;
import io.jenkins.trainmodel.trainer.modelpackage.MetricCheck;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.pretrained.TorchScriptStart;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import io.jenkins.trainmodel.trainer.tensor.FiniteTensors;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Is a saved model whole, and is it as good as it says? */
public final class Verification {
    private Verification() {}

    /**
     * What was found.
     *
     * @param files number of files in the manifest
     * @param problems what is wrong, one sentence each
     * @param evaluated whether the model was loaded and measured
     * @param checks the recorded and the measured metrics
     * @param note why it, or something of it, was not measured
     * @param advice what was looked at all the same, and what can be done; empty where nothing is missing that people can name
     * @param watched whether another program has trained it, so that all there is to look at are the files
     */
    public record Result(
            int files,
            List<String> problems,
            boolean evaluated,
            List<MetricCheck> checks,
            String note,
            List<String> advice,
            boolean watched) {
        static Result damaged(List<String> problems) {
            return new Result(0, problems, false, List.of(), "damaged", List.of(), false);
        }

        static Result notEvaluated(int files, String note) {
            return new Result(files, List.of(), false, List.of(), note, List.of(), false);
        }

        static Result ofAnotherProgram(int files) {
            String note = "Another program has trained it, so its metrics cannot be measured again here.";
            return new Result(files, List.of(), false, List.of(), note, List.of(), true);
        }

        /** Where code of users' own is not at hand. */
        private Result without(Claim claim) {
            List<String> said = evaluated
                    ? List.of(claim.advice())
                    : List.of(
                            "Its files are those of its manifest and its numbers are finite; what it computes was not checked.",
                            claim.advice());
            return new Result(
                    files,
                    problems,
                    evaluated,
                    checks,
                    note,
                    said.stream().filter(sentence -> !sentence.isEmpty()).toList(),
                    watched);
        }
    }

    /** What a package or checkpoint says of itself. */
    private record Claim(
            TrainingSpec spec,
            String dataFingerprint,
            Optional<DataSignature> signature,
            Map<String, Double> metrics,
            Fingerprints classpath,
            String advice) {}

    /**
     * Verifies a model package or a checkpoint.
     *
     * @throws PartException if the code of the package is asked for, and it has none
     */
    public static Result of(Path directory, CodeAsked code) throws IOException, SpecException {
        List<String> damage = Manifest.verify(directory);
        if (!damage.isEmpty()) {
            return Result.damaged(damage);
        }
        int files = Manifest.read(directory).files().size();
        if (ModelPackage.isOfAnotherProgram(directory)) {
            return Result.ofAnotherProgram(files);
        }
        try {
            return ModelPackage.isOne(directory)
                    ? evaluate(files, ModelPackage.open(directory), code)
                    : evaluate(files, Checkpoint.open(directory), code);
        } catch (IOException | SpecException | IllegalArgumentException | NullPointerException unusable) {
            // The files are those of the manifest, and whoever wrote them wrote no model: null where a value must be,
            // too.
            return Result.damaged(List.of(sentence(unusable)));
        }
    }

    private static String sentence(Exception unusable) {
        String message = unusable instanceof NullPointerException
                ? "its description lacks what every model has"
                : String.valueOf(unusable.getMessage());
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static Result evaluate(int files, ModelPackage saved, CodeAsked asked) throws IOException, SpecException {
        Optional<String> other = Reevaluation.otherForTransformers(saved);
        if (other.isPresent()) {
            return Result.damaged(List.of(other.get()));
        }
        CodeOfModel code = CodeOfModel.of(saved, asked);
        Claim claim = new Claim(
                TorchScriptStart.within(saved.specification(code.overrides()), saved.script()),
                saved.training().data().fingerprint(),
                Optional.of(saved.training().data().signature()),
                saved.training().result().packaged().metrics(),
                saved.training().classpath().map(Fingerprints::of).orElse(Fingerprints.NONE),
                code.advice());
        return evaluate(
                files, claim, saved.parameters(), saved.isComputedByOwnCode() ? List.of() : List.of(saved.script()));
    }

    private static Result evaluate(int files, Checkpoint saved, CodeAsked asked) throws IOException, SpecException {
        if (!saved.state().betweenEpochs()) {
            return Result.notEvaluated(files, "It was saved within an epoch, where no metric was recorded.");
        }
        Fingerprints classpath = Optional.ofNullable(saved.state().extra().get(OwnRun.KEY))
                .map(OwnRun::jars)
                .orElse(Fingerprints.NONE);
        Claim claim = new Claim(
                read(
                        saved.state()
                                .extra()
                                .get(CheckpointState.GIVEN_SPECIFICATION)
                                .toString(),
                        asked.ofCheckpoint()),
                saved.state().dataFingerprint(),
                SavedData.of(saved.state()).map(SavedData::signature),
                saved.state().metrics(),
                classpath,
                classpath.words().map(CodeOfModel::needed).orElse(""));
        return evaluate(files, claim, saved.parameters(), List.of());
    }

    private static TrainingSpec read(String specification, List<SpecOverride> overrides) throws SpecException {
        return SpecReader.ofStored()
                .read("specification.json", specification, Path.of("").toAbsolutePath(), overrides);
    }

    private static Result evaluate(int files, Claim claim, List<NamedTensor> parameters, List<Path> scripts)
            throws IOException, SpecException {
        List<String> notFinite = FiniteTensors.problems(parameters).stream()
                .map(Exception::getMessage)
                .toList();
        if (!notFinite.isEmpty()) {
            return Result.damaged(notFinite);
        }
        Optional<String> lost = OwnNetworks.absence(claim.spec(), claim.classpath());
        if (lost.isPresent()) {
            return Result.notEvaluated(
                            files, "It was not evaluated: its network is code of your own, and " + lost.get() + ".")
                    .without(claim);
        }
        Optional<String> other = OwnLoss.absence(claim.spec(), claim.classpath());
        if (other.isPresent()) {
            return Result.notEvaluated(
                            files, "It was not evaluated: its loss is code of your own, and " + other.get() + ".")
                    .without(claim);
        }
        Inputs inputs;
        try {
            inputs = Inputs.load(
                    claim.spec(),
                    claim.signature().map(signature -> new Expectation("the model", signature)),
                    new RunListener() {});
        } catch (DataException lacking) {
            return Result.notEvaluated(files, "It was not evaluated: " + lacking.getMessage());
        } catch (PartException absent) {
            return Result.notEvaluated(files, "It was not evaluated: " + absent.getMessage())
                    .without(claim);
        }
        if (!inputs.data().fingerprint().equals(claim.dataFingerprint())) {
            return Result.notEvaluated(files, "It was not evaluated: the data is not that of the training any more.");
        }
        return evaluate(files, claim, parameters, scripts, inputs);
    }

    private static Result evaluate(
            int files, Claim claim, List<NamedTensor> parameters, List<Path> scripts, Inputs inputs)
            throws IOException {
        LearnerSettings settings = LearnerSettings.of(claim.spec(), inputs.data())
                .with(OwnLoss.open(claim.spec(), inputs.data().signature()));
        Reevaluation again =
                new Reevaluation(claim.spec(), inputs.data(), inputs.engine().device(), settings.loss());
        List<MetricCheck> checks = new ArrayList<>();
        OwnEvaluation own;
        try (Learner learner =
                Learners.create(settings.holding(parameters), inputs.engine().device())) {
            learner.restoreParameters(parameters);
            checks.addAll(again.ofParameters(learner, claim.metrics()));
            own = again.byOwnMetrics(learner, claim.classpath());
            checks.addAll(again.ofOwn(own, claim.metrics()));
            for (Path script : scripts) {
                checks.addAll(again.ofScript(script, parameters, claim.metrics()));
            }
        }
        String differences = Reevaluation.differences(checks);
        List<String> problems = differences.isEmpty() ? List.of() : List.of(differences);
        Result result = new Result(files, problems, true, checks, own.note().orElse(""), List.of(), false);
        return own.note().isPresent() ? result.without(claim) : result;
    }
}
