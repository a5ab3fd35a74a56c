package io.jenkins.trainmodel.trainer.cli.use;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.cli.speech.Console;
import io.jenkins.trainmodel.trainer.cli.speech.ProgressLine;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.custom.PartException;
import io.jenkins.trainmodel.trainer.data.inference.StreamedData;
import io.jenkins.trainmodel.trainer.data.inference.UnseenRequest;
import io.jenkins.trainmodel.trainer.data.series.UnseenSeries;
import io.jenkins.trainmodel.trainer.data.source.UnseenDatasets;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import io.jenkins.trainmodel.trainer.inference.Prediction;
import io.jenkins.trainmodel.trainer.inference.PredictionFile;
import io.jenkins.trainmodel.trainer.inference.TrainedModel;
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
import picocli.CommandLine.Spec;

@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description =
                "Writes what a trained model says of every sample: its class with the probabilities of all, its number,"
                        + " or what comes after the end of every series. Labels need not be there.",
        footer = "%nColumns are found by name; others are passed over.%nExit codes: 0 written, 2 the data or the"
                + " package is not what it should be, and nothing was written.")
public final class PredictCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private ModelArguments arguments;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description =
                    "Where the predictions are written: Parquet where its name ends in .parquet or .pq, otherwise CSV.")
    private Path out;

    @Option(
            names = "--id",
            paramLabel = "COLUMN",
            description =
                    "A column of the data by which rows are called. Default: their number, from 1; images are called by"
                            + " their file.")
    private Optional<String> id = Optional.empty();

    @Override
    public Integer call() throws IOException, SpecException {
        WantedFile.requireRoom(out);
        WantedFile.requireOutside(arguments.directory(), out);
        WantedFile.requireNoneOf(arguments.data(), out);
        try (ProgressLine bar = ProgressLine.on(System.err)) {
            Console console = new Console(
                    command.commandLine().getErr(), bar, Speaker.of(command).audience());
            predict(arguments.open(console), console);
        }
        return ExitCode.SUCCESS;
    }

    private void predict(TrainedModel model, Console console) throws IOException {
        WantedFile.requireNoneLearned(DataSource.placesOf(model.spec().data()), out);
        if (model.learned().task() == Task.LANGUAGE_MODEL) {
            throw new WrongInputException(arguments.directory()
                    + " holds a language model, which goes on with a text: use generate, or evaluate to measure it");
        }
        boolean table =
                model.spec().data() instanceof DataSpec.Csv || model.spec().data() instanceof DataSpec.Table;
        if (id.isPresent() && !table) {
            throw new WrongInputException("--id: only tables have columns that rows could be called by");
        }
        boolean images = model.spec().data() instanceof DataSpec.ImageFolder;
        String name = id.orElse(images ? "file" : "row");
        Prediction prediction = new Prediction(model, arguments.device(console), name);
        try {
            write(prediction, console);
        } catch (PartException absent) {
            throw absent.advised(model.advice());
        } catch (ArithmeticException notFinite) {
            throw new WrongInputException(arguments.directory() + ": " + notFinite.getMessage());
        }
    }

    private void write(Prediction prediction, Console console) throws IOException {
        UnseenRequest request = new UnseenRequest(arguments.data(), false, id);
        UnseenDatasets datasets = arguments.datasets(prediction.model(), console);
        PredictionFile file = new PredictionFile(out, Inputs.libraries(console));
        if (prediction.model().learned().task() == Task.FORECAST) {
            UnseenSeries series = datasets.series(request);
            UnseenSeries.Ends ends = series.ends();
            tell(file.write(prediction.columns(), rows -> prediction.of(ends, rows)), series.notes(), console);
        } else {
            StreamedData data = datasets.stream(request);
            tell(file.write(prediction.columns(), rows -> prediction.of(data, rows)), data.notes(), console);
        }
    }

    private void tell(long rows, List<String> notes, Console console) {
        notes.forEach(console::print);
        command.commandLine()
                .getOut()
                .println(Speech.say(
                        Speaker.of(command).audience(),
                        "predict.written",
                        out,
                        Quantity.of(rows, "row", Speaker.of(command).audience())));
    }
}
