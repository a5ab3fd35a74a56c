package io.jenkins.trainmodel.trainer.cli;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.cli.argument.DeviceOption;
import io.jenkins.trainmodel.trainer.cli.speech.Console;
import io.jenkins.trainmodel.trainer.cli.speech.ProgressLine;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import io.jenkins.trainmodel.trainer.data.token.Tokenizers;
import io.jenkins.trainmodel.trainer.data.token.UnknownTextException;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import io.jenkins.trainmodel.trainer.generation.Generation;
import io.jenkins.trainmodel.trainer.learner.saved.SavedLanguageModel;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.network.ArchitectureJson;
import io.jenkins.trainmodel.trainer.run.verify.Inputs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Goes on with a text as a trained language model would, and prints it as it comes.")
final class GenerateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "DIR", description = "A model package, or a run directory with a model.")
    private Path directory;

    @Option(names = "--prompt", paramLabel = "TEXT", description = "What the text goes on from.")
    private String prompt = "";

    @Option(
            names = "--tokens",
            defaultValue = "200",
            description = "How many tokens are made, unless the model ends its text before (default ${DEFAULT-VALUE}).")
    private int tokens;

    @Option(
            names = "--temperature",
            defaultValue = "0.8",
            description =
                    "By which logits are divided: below 1 likely tokens become likelier, 0 always takes the likeliest"
                            + " (default ${DEFAULT-VALUE}).")
    private double temperature;

    @Option(names = "--top-k", description = "Draws from so many of the likeliest tokens (default: from all).")
    private Optional<Integer> topK = Optional.empty();

    @Option(names = "--seed", defaultValue = "42", description = "Seeds what is drawn (default ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private DeviceOption device;

    @Override
    public Integer call() throws Exception {
        Generation generation = generation();
        ModelPackage model = ModelPackage.openAt(directory);
        if (model.training().data().task() != Task.LANGUAGE_MODEL) {
            throw new WrongInputException(directory + " holds no language model, but one of the kind "
                    + model.training().network().family());
        }
        generate(generation, model);
        return ExitCode.SUCCESS;
    }

    private Generation generation() {
        if (tokens < 1) {
            throw new WrongInputException("--tokens: at least 1 is needed, not " + tokens);
        }
        if (topK.isPresent() && topK.get() < 1) {
            throw new WrongInputException("--top-k: at least 1 is needed, not " + topK.get());
        }
        if (!(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new WrongInputException("--temperature: at least 0 is needed, not " + temperature);
        }
        return new Generation(tokens, temperature, topK.orElse(Integer.MAX_VALUE), seed);
    }

    private void generate(Generation generation, ModelPackage model) throws IOException {
        try (ProgressLine bar = ProgressLine.on(System.err)) {
            generate(generation, model, console(bar));
        }
    }

    private void generate(Generation generation, ModelPackage model, Console console) throws IOException {
        Tokenizer tokenizer = tokenizer(model, console);
        int context = model.training().data().sampleShape().get(0);
        PrintWriter out = command.commandLine().getOut();
        try (SavedLanguageModel saved = new SavedLanguageModel(model.script(), device(console))) {
            out.print(prompt);
            generation.run(saved::next, tokenizer, context, prompt, text -> {
                out.print(text);
                // Flushes; nobody reads any more where it fails, as behind a pipe to head.
                return !out.checkError();
            });
            out.println();
        } catch (UnknownTextException unknown) {
            throw new WrongInputException("--prompt: " + unknown.getMessage());
        } catch (ArithmeticException notFinite) {
            throw new WrongInputException(directory + ": " + notFinite.getMessage());
        }
    }

    /** Tokens that the network does not have would be an obscure exception, and on a GPU the end of the process. */
    private static Tokenizer tokenizer(ModelPackage model, Console console) throws IOException {
        Tokenizer tokenizer = new Tokenizers(Inputs.libraries(console)).read(model.directory());
        int outputs = ArchitectureJson.read(model.architecture()).outputs();
        if (tokenizer.size() != outputs) {
            throw new WrongInputException(model.directory().resolve(Tokenizers.FILE) + ": has " + tokenizer.size()
                    + " tokens, and the network " + outputs
                    + ", so that it does not belong to this model; unpack the package again");
        }
        return tokenizer;
    }

    private Device device(Console console) {
        return Inputs.engine(device.asked(), console).device();
    }

    /** Where libraries are not there yet, people see them come. */
    private Console console(ProgressLine bar) {
        return new Console(
                command.commandLine().getErr(), bar, Speaker.of(command).audience());
    }
}
