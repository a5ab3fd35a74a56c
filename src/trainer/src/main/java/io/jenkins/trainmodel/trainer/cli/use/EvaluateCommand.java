package io.jenkins.trainmodel.trainer.cli.use;

import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.cli.speech.Console;
import io.jenkins.trainmodel.trainer.cli.speech.ProgressLine;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.custom.PartException;
import io.jenkins.trainmodel.trainer.data.inference.UnseenData;
import io.jenkins.trainmodel.trainer.data.inference.UnseenRequest;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import io.jenkins.trainmodel.trainer.inference.Evaluation;
import io.jenkins.trainmodel.trainer.inference.TrainedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description =
                "Measures a trained model on any data with the columns, or of the kind, that it has learned: by all"
                        + " metrics of its task, class by class and with its confusions.",
        footer = "%nWhat is done to the samples, and the names of classes, are the package's.%nExit codes: 0 measured,"
                + " 2 the data or the package is not what it should be.")
public final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private ModelArguments arguments;

    @Option(names = "--json", description = "Prints the result as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException, SpecException {
        TrainedModel model;
        Evaluation result;
        try (ProgressLine bar = ProgressLine.on(System.err)) {
            Console console = new Console(
                    command.commandLine().getErr(), bar, Speaker.of(command).audience());
            model = arguments.open(console);
            result = evaluate(model, console);
            result.notes().forEach(console::print);
        }
        PrintWriter out = command.commandLine().getOut();
        out.println(json ? EvaluationJson.of(model, arguments.data(), result) : words(result));
        out.flush();
        return ExitCode.SUCCESS;
    }

    private String words(Evaluation result) {
        return EvaluationWords.of(
                arguments.directory(), result, Speaker.of(command).audience());
    }

    private Evaluation evaluate(TrainedModel model, Console console) throws IOException {
        UnseenRequest request = new UnseenRequest(arguments.data(), true, Optional.empty());
        try (UnseenData data = arguments.datasets(model, console).open(request)) {
            return Evaluation.of(model, data, arguments.device(console));
        } catch (PartException absent) {
            throw absent.advised(model.advice());
        } catch (ArithmeticException notFinite) {
            throw new WrongInputException(arguments.directory() + ": " + notFinite.getMessage());
        }
    }
}
