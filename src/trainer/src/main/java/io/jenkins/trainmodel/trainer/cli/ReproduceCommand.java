package io.jenkins.trainmodel.trainer.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunName;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.trainer.cli.argument.ClassPathOption;
import io.jenkins.trainmodel.trainer.cli.speech.Console;
import io.jenkins.trainmodel.trainer.cli.speech.ProgressLine;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.custom.OwnRun;
import io.jenkins.trainmodel.trainer.custom.PartException;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import io.jenkins.trainmodel.trainer.modelpackage.CodeOfModel;
import io.jenkins.trainmodel.trainer.reproduce.Recipe;
import io.jenkins.trainmodel.trainer.reproduce.Reproduction;
import io.jenkins.trainmodel.trainer.run.RunRequest;
import io.jenkins.trainmodel.trainer.run.TrainingRun;
import io.jenkins.trainmodel.trainer.run.context.Interruption;
import io.jenkins.trainmodel.trainer.run.verify.Inputs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
        name = "reproduce",
        mixinStandardHelpOptions = true,
        description =
                "Trains a model again from what its package records (specification, seed, data, threads) in a fresh"
                        + " directory, and compares the two bit for bit: what differs, and at which step first.",
        footer = {
            "%nBits are the same on the same machine, on the CPU, with the same versions and threads.",
            "Exit codes: 0 the model is the same, 11 it is not, 2 it cannot be trained again here."
        })
final class ReproduceCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "PACKAGE", description = "A model package, or a run directory with a model.")
    private Path directory;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "A fresh directory for the run. Default: runs/, the name of the run, and -again.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--json", description = "Prints the result as one JSON object; all else goes to standard error.")
    private boolean json;

    @Mixin
    private ClassPathOption classpath;

    @Override
    public Integer call() throws Exception {
        Recipe recipe = Recipe.of(directory);
        RunDirectory again = fresh(recipe);
        PrintWriter err = command.commandLine().getErr();
        Reproduction result;
        try (ProgressLine bar = ProgressLine.on(System.err)) {
            result = reproduce(
                    recipe, again, new Console(err, bar, Speaker.of(command).audience()));
        }
        PrintWriter lines = command.commandLine().getOut();
        lines.println(json ? toJson(again, result) : words(again, result));
        lines.flush();
        return result.isEqual() ? ExitCode.SUCCESS : Outcome.FAILURE.exitCode();
    }

    private RunDirectory fresh(Recipe recipe) throws IOException {
        Path place = out.orElseGet(
                () -> Path.of("runs", RunName.slug(recipe.saved().training().name()) + "-again"));
        if (Files.exists(new RunDirectory(place).events())) {
            throw new WrongInputException(place + ": a run is here already; give a fresh directory by --out");
        }
        return new RunDirectory(place);
    }

    private Reproduction reproduce(Recipe recipe, RunDirectory again, Console console) throws Exception {
        CodeOfModel code = CodeOfModel.of(recipe.saved(), classpath.asked());
        TrainingSpec spec = recipe.specification(code);
        requireCode(spec, code);
        Expectation model =
                new Expectation("the model", recipe.saved().training().data().signature());
        LoadedData now = Inputs.data(spec, Optional.of(model), console);
        if (!now.fingerprint().equals(recipe.saved().training().data().fingerprint())) {
            return Reproduction.ofOtherData(recipe, now);
        }
        RunRequest.Wish wish = new RunRequest.Wish(recipe.begunAt(), false, "", "");
        RunRequest request = new RunRequest(spec, again.root(), false, "", Version.current(), Instant.now(), wish);
        try (Interruption interruption = Interruption.ofProcess(console::print)) {
            new TrainingRun(request, interruption, List.of(console, new RunLog(again))).run();
        }
        return Reproduction.of(recipe, again);
    }

    /** Before a directory is begun: what is missing is put back, and the same command given again. */
    private static void requireCode(TrainingSpec spec, CodeOfModel code) throws IOException {
        try {
            OwnRun.open(spec, warning -> {}).close();
        } catch (PartException absent) {
            throw absent.advised(code.advice());
        }
    }

    private String words(RunDirectory again, Reproduction result) {
        return ReproductionWords.of(
                directory, again.root(), result, Speaker.of(command).audience());
    }

    private static String toJson(RunDirectory again, Reproduction result) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("v", 1);
        tree.put("equal", result.isEqual());
        tree.put("directory", again.root().toString());
        tree.put("tensors", result.tensors());
        tree.put("steps", result.steps());
        tree.set("differences", JSON.valueToTree(result.differences()));
        return tree.toString();
    }
}
