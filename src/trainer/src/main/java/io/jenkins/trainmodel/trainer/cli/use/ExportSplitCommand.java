package io.jenkins.trainmodel.trainer.cli.use;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.cli.argument.ClassPathOption;
import io.jenkins.trainmodel.trainer.cli.speech.Console;
import io.jenkins.trainmodel.trainer.cli.speech.ProgressLine;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.custom.PartException;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import io.jenkins.trainmodel.trainer.inference.PredictionFile;
import io.jenkins.trainmodel.trainer.inference.SplitExport;
import io.jenkins.trainmodel.trainer.modelpackage.CodeOfModel;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.modelpackage.TrainingRecord;
import io.jenkins.trainmodel.trainer.run.verify.DataSource;
import io.jenkins.trainmodel.trainer.run.verify.Inputs;
import io.jenkins.trainmodel.words.Quantity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export-split",
        mixinStandardHelpOptions = true,
        description =
                "Writes which sample of the data of a model has trained it, validated it and tested it, by row, file or"
                        + " time, so that others can compute every number again.",
        footer = "%nThe data must be the one that the package records. Exit codes: 0 written, 2 it is not.")
public final class ExportSplitCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "PACKAGE", description = "A model package, or a run directory with a model.")
    private Path directory;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Where the split is written: Parquet where its name ends in .parquet or .pq, otherwise CSV.")
    private Path out;

    @Mixin
    private ClassPathOption classpath;

    @Override
    public Integer call() throws IOException, SpecException {
        WantedFile.requireRoom(out);
        WantedFile.requireOutside(directory, out);
        try (ProgressLine bar = ProgressLine.on(System.err)) {
            Console console = new Console(
                    command.commandLine().getErr(), bar, Speaker.of(command).audience());
            ModelPackage saved = ModelPackage.openAt(directory);
            DataSpec learned = saved.specification().data();
            SplitExport.requirePlaces(learned);
            WantedFile.requireNoneLearned(DataSource.placesOf(learned), out);
            SplitExport split = new SplitExport(data(saved, console));
            tell(new PredictionFile(out, Inputs.libraries(console)).write(SplitExport.COLUMNS, split::of));
        }
        return ExitCode.SUCCESS;
    }

    private LoadedData data(ModelPackage saved, Console console) throws IOException, SpecException {
        CodeOfModel code = CodeOfModel.of(saved, classpath.asked());
        LoadedData data = read(saved, code, console);
        if (!data.fingerprint().equals(saved.training().data().fingerprint())) {
            throw new WrongInputException(
                    directory + ": " + difference(saved.training().data(), data));
        }
        return data;
    }

    private static LoadedData read(ModelPackage saved, CodeOfModel code, Console console) throws SpecException {
        Expectation model = new Expectation("the model", saved.training().data().signature());
        try {
            return Inputs.data(saved.specification(code.overrides()), Optional.of(model), console);
        } catch (PartException absent) {
            throw absent.advised(code.advice());
        }
    }

    private static String difference(TrainingRecord.Data recorded, LoadedData now) {
        List<String> changed = now.facts().changedSince(recorded.files());
        return changed.isEmpty()
                ? "the data is not that of the training any more, so nobody knows how it was split; its SHA-256 was "
                        + recorded.fingerprint()
                : "the data is not that of the training any more, so nobody knows how it was split; the content of "
                        + String.join(", ", changed) + " has changed";
    }

    private void tell(long rows) {
        command.commandLine()
                .getOut()
                .println(Speech.say(
                        Speaker.of(command).audience(),
                        "predict.written",
                        out,
                        Quantity.of(rows, "row", Speaker.of(command).audience())));
    }
}
