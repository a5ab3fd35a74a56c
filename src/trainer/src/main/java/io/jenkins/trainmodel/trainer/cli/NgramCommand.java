package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.ngram.NgramBaseline;
import io.jenkins.trainmodel.trainer.run.verify.Inputs;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "ngram",
        mixinStandardHelpOptions = true,
        description =
                "Measures n-gram models with Kneser-Ney smoothing on the validation text of a specification: what a"
                        + " language model must beat.")
final class NgramCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private SpecificationArguments specification;

    @Option(
            names = "--order",
            split = ",",
            defaultValue = "3,5",
            paramLabel = "N",
            description =
                    "Tokens in the longest tuple: 3 for a trigram model; several after commas (${DEFAULT-VALUE}).")
    private List<Integer> orders;

    @Override
    public Integer call() throws Exception {
        TrainingSpec spec = specification.read();
        LoadedData data = Inputs.data(spec, Optional.empty(), new RunListener() {});
        for (int order : orders) {
            command.commandLine().getOut().println(line(data, order));
        }
        return ExitCode.SUCCESS;
    }

    private String line(LoadedData data, int order) {
        try {
            NgramBaseline.Result result = NgramBaseline.of(data, order);
            return String.format(
                    Locale.ROOT,
                    "order %d: %.4f bits per byte, perplexity %.3f (%,d tokens, %,d bytes of validation text)",
                    order,
                    result.bitsPerByte(),
                    result.perplexity(),
                    result.tokens(),
                    result.bytes());
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(command.commandLine(), wrong.getMessage(), wrong);
        }
    }
}
