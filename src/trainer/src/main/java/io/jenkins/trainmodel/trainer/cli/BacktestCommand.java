package io.jenkins.trainmodel.trainer.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.jenkins.trainmodel.backtest.Backtest;
import io.jenkins.trainmodel.backtest.BacktestResult;
import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.backtest.ReferenceCurves;
import io.jenkins.trainmodel.backtest.ReplayedGates;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.reference.ReferenceLookup;
import io.jenkins.trainmodel.reference.ReferenceReader;
import io.jenkins.trainmodel.reference.ReferenceRun;
import io.jenkins.trainmodel.spec.ReplaySpec;
import io.jenkins.trainmodel.stop.evaluation.Decision;
import io.jenkins.trainmodel.stop.evaluation.References;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import io.jenkins.trainmodel.words.GateWords;
import io.jenkins.trainmodel.words.Quantity;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description =
                "Replays stop rules over archived curves: where would they have stopped those runs, and would gates have let them pass?",
        footer = "%nA curve is an events.jsonl of a run, or a CSV with 'epoch' and one column per metric.")
final class BacktestCommand implements Callable<Integer> {
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    @Spec
    private CommandSpec command;

    @Mixin
    private SpecificationArguments specification;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "CURVE", description = "The archived curves.")
    private List<Path> curves;

    @Option(names = "--json", description = "Prints one JSON object per curve, each on its own line.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = command.commandLine().getOut();
        for (Path path : curves) {
            if (!Files.isRegularFile(path)) {
                throw new WrongInputException("The curve " + path + " does not exist or is not a file.");
            }
            BacktestResult result = replay(ReferenceReader.read(path));
            if (json) {
                out.println(JSON.writeValueAsString(result));
            } else {
                lines(result).forEach(out::println);
            }
            out.flush();
        }
        return ExitCode.SUCCESS;
    }

    /** A metric that the curve lacks cannot be judged; one that no run has is misspelled. */
    private BacktestResult replay(ReferenceRun recorded) throws Exception {
        Curve curve = recorded.curve();
        Set<String> metrics = new TreeSet<>(MetricNames.common());
        metrics.addAll(curve.metrics());
        ReplaySpec spec = specification.readReplay(Optional.of(metrics));
        ReferenceLookup found = ReferenceLookup.of(spec.reference());
        References curves = ReferenceCurves.read(spec.stopWhen(), found.run().map(ReferenceRun::curve));
        BacktestResult replayed = Backtest.replay(spec.stopWhen(), curve, curves);
        return new ReplayedGates(spec.stopWhen(), found.judge(spec.gates())).ask(recorded.curveWithTest(), replayed);
    }

    private static Stream<String> lines(BacktestResult result) {
        String heading = result.curve() + ": gates of the model"
                + result.keptEpoch().map(epoch -> " of epoch " + epoch).orElse("");
        return Stream.concat(
                Stream.of(words(result)),
                result.gates().isEmpty()
                        ? Stream.empty()
                        : GateWords.table(heading, result.gates(), Audience.RECORD).stream());
    }

    private static String words(BacktestResult result) {
        String best = result.best()
                .map(value -> "; best %s %s in epoch %d"
                        .formatted(value.metric(), Quantity.number(value.value()), value.epoch()))
                .orElse("");
        return result.curve() + ": "
                + result.decision()
                        .map(decision -> stopped(result, decision))
                        .orElseGet(() -> "not stopped in " + result.ledger().size() + " epochs")
                + best;
    }

    private static String stopped(BacktestResult result, Decision decision) {
        return "stopped after epoch %d, %s. %s"
                .formatted(
                        result.epoch().orElseThrow(),
                        result.outcome().orElseThrow().word(),
                        decision.reason());
    }
}
