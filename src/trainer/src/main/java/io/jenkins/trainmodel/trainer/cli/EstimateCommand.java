package io.jenkins.trainmodel.trainer.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.check.CheckFile;
import io.jenkins.trainmodel.check.Estimate;
import io.jenkins.trainmodel.check.EstimateWords;
import io.jenkins.trainmodel.check.WatchedEstimate;
import io.jenkins.trainmodel.check.WatchedEstimateWords;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.reference.ReferenceLookup;
import io.jenkins.trainmodel.spec.TrainedBy;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.batchsize.BatchSizeChoice;
import io.jenkins.trainmodel.trainer.batchsize.BatchSizes;
import io.jenkins.trainmodel.trainer.cli.argument.SpecificationArguments;
import io.jenkins.trainmodel.trainer.cli.speech.Console;
import io.jenkins.trainmodel.trainer.cli.speech.ProgressLine;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.custom.OwnLoss;
import io.jenkins.trainmodel.trainer.estimate.Estimator;
import io.jenkins.trainmodel.trainer.estimate.Team;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.run.beginning.Inheritance;
import io.jenkins.trainmodel.trainer.run.beginning.Predecessor;
import io.jenkins.trainmodel.trainer.run.verify.Inputs;
import io.jenkins.trainmodel.trainer.watch.WatchForecast;
import io.jenkins.trainmodel.words.StartWords;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "estimate",
        mixinStandardHelpOptions = true,
        description = "Measures some steps on the real data and says what the run will take: time, memory, disk.")
final class EstimateCommand implements Callable<Integer> {
    private static final int DEEPEST = 10;
    private static final JsonMapper JSON =
            BoundedJson.builder(CheckFile.MAXIMUM_BYTES, DEEPEST).build();

    @Spec
    private CommandSpec command;

    @Mixin
    private SpecificationArguments specification;

    @Option(names = "--json", description = "Prints the estimate as one JSON object; times in seconds, sizes in bytes.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Audience audience = Speaker.of(command).audience();
        if (specification.trainedBy() == TrainedBy.PROGRAM) {
            WatchedEstimate estimate = new WatchForecast(specification.readWatched(), Optional.empty()).estimate();
            print(estimate, WatchedEstimateWords.rows(audience, estimate));
        } else {
            Estimate estimate = estimate(specification.readComplete());
            print(estimate, EstimateWords.rows(audience, estimate));
        }
        return ExitCode.SUCCESS;
    }

    private void print(Record estimate, List<EstimateWords.Row> rows) throws IOException {
        command.commandLine().getOut().println(json ? JSON.writeValueAsString(estimate) : table(rows));
    }

    private Estimate estimate(TrainingSpec spec) throws IOException {
        long started = System.nanoTime() - ManagementFactory.getRuntimeMXBean().getUptime() * 1_000_000;
        try (ProgressLine bar = ProgressLine.on(System.err)) {
            Console console = new Console(
                    new PrintWriter(System.err), bar, Speaker.of(command).audience());
            Predecessor predecessor = Predecessor.atFirst(spec, ReferenceLookup.of(spec.reference()));
            Inputs inputs = Inputs.load(spec, predecessor.expectation(), console);
            Inputs.requireTokens(inputs.data(), spec);
            Inheritance inheritance = predecessor.inheritance(spec, inputs.data());
            TrainingSpec sized = sized(spec, inputs, inheritance, console);
            bar.show("measuring steps", Optional.empty(), "");
            Learners.requireRoomForStep(
                            inheritance.settings(sized, inputs.data()),
                            inputs.engine().device(),
                            inputs.engine().room())
                    .ifPresent(console::print);
            try (Team team = Team.of(sized, inputs.data(), inheritance, inputs.engine())) {
                return new Estimator(sized, inputs.data(), inputs.engine(), team).estimate(started, disk());
            }
        }
    }

    /** With the batch size that was found, which is told, where the specification leaves it open. */
    private TrainingSpec sized(TrainingSpec spec, Inputs inputs, Inheritance inheritance, Console console) {
        Optional<BatchSizeChoice> found = BatchSizes.find(
                spec,
                inputs.data(),
                sized -> learner(sized, inputs, inheritance),
                what -> console.preparing(what, Optional.empty()));
        found.ifPresent(
                choice -> console.print(StartWords.chosen(Speaker.of(command).audience(), choice.words())));
        return found.map(choice -> spec.withBatchSize(choice.samples())).orElse(spec);
    }

    /** As the run will have it, but with first parameters: their values cost nothing. */
    private static Learner learner(TrainingSpec spec, Inputs inputs, Inheritance inheritance) {
        return Learners.create(
                inheritance
                        .settings(spec, inputs.data())
                        .with(OwnLoss.open(spec, inputs.data().signature())),
                inputs.engine().device());
    }

    static String table(List<EstimateWords.Row> rows) {
        return rows.stream()
                .map(row -> "%-11s %s".formatted(row.label(), row.value()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** Runs lie below the working directory unless they are told otherwise. */
    private static Path disk() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isWritable(here) ? here : Path.of(System.getProperty("java.io.tmpdir"));
    }
}
