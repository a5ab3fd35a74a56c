package io.jenkins.trainmodel.trainer.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.check.CheckFile;
import io.jenkins.trainmodel.check.Estimate;
import io.jenkins.trainmodel.check.EstimateWords;
import io.jenkins.trainmodel.check.WatchedEstimate;
import io.jenkins.trainmodel.check.WatchedEstimateWords;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.spec.TrainedBy;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.cli.argument.SpecificationArguments;
import io.jenkins.trainmodel.trainer.cli.speech.Console;
import io.jenkins.trainmodel.trainer.cli.speech.ProgressLine;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.estimate.Estimator;
import io.jenkins.trainmodel.trainer.estimate.Team;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.run.verify.Inputs;
import io.jenkins.trainmodel.trainer.watch.WatchForecast;
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
            PreparedSpecification prepared =
                    PreparedSpecification.of(spec, console, Speaker.of(command).audience());
            Inputs inputs = prepared.inputs();
            bar.show("measuring steps", Optional.empty(), "");
            Learners.requireRoomForStep(
                            prepared.inheritance().settings(prepared.spec(), inputs.data()),
                            inputs.engine().device(),
                            inputs.engine().room())
                    .ifPresent(console::print);
            try (Team team = Team.of(prepared.spec(), inputs.data(), prepared.inheritance(), inputs.engine())) {
                return new Estimator(prepared.spec(), inputs.data(), inputs.engine(), team).estimate(started, disk());
            }
        }
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
