package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.cli.argument.SpecificationArguments;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.ngram.NgramBaseline;
import io.jenkins.trainmodel.trainer.run.verify.Inputs;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import java.util.ArrayList;
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
            paramLabel = "N",
            description =
                    "Tokens in the longest tuple: 3 for a trigram model; several after commas. Without it 3, and 5 where the"
                            + " tokenizer has few enough tokens.")
    private List<Integer> orders = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        TrainingSpec spec = specification.readComplete();
        LoadedData data = Inputs.data(spec, Optional.empty(), new RunListener() {});
        for (int order : possible(data)) {
            command.commandLine().getOut().println(line(NgramBaseline.of(data, order)));
        }
        return ExitCode.SUCCESS;
    }

    private List<Integer> possible(LoadedData data) {
        try {
            return NgramBaseline.orders(data, orders);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(command.commandLine(), wrong.getMessage(), wrong);
        }
    }

    private static String line(NgramBaseline.Result result) {
        return String.format(
                Locale.ROOT,
                "order %d: %.4f bits per byte, perplexity %.3f (%,d tokens, %,d bytes of validation text)",
                result.order(),
                result.bitsPerByte(),
                result.perplexity(),
                result.tokens(),
                result.bytes());
    }
}
