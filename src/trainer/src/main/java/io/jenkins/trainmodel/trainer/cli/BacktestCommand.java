package io.jenkins.trainmodel.trainer.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.jenkins.trainmodel.backtest.BacktestResult;
import io.jenkins.trainmodel.backtest.ReferenceCurves;
import io.jenkins.trainmodel.event.NonFinite;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Recorded;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.reference.ReferenceLookup;
import io.jenkins.trainmodel.reference.ReferenceRun;
import io.jenkins.trainmodel.spec.ReplaySpec;
import io.jenkins.trainmodel.stop.evaluation.Decision;
import io.jenkins.trainmodel.stop.evaluation.References;
import io.jenkins.trainmodel.trainer.cli.argument.SpecificationArguments;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import io.jenkins.trainmodel.whatif.RecordedRun;
import io.jenkins.trainmodel.whatif.WhatIf;
import io.jenkins.trainmodel.whatif.WhatIfResult;
import io.jenkins.trainmodel.whatif.WhatIfWords;
import io.jenkins.trainmodel.words.GateWords;
import io.jenkins.trainmodel.words.Quantity;
import io.jenkins.trainmodel.words.Vocabulary;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        footer = {
            "%nA curve is a run directory, an events.jsonl of a run, or a CSV with 'epoch' and one column per metric.",
            "Of several there is a table: when each would have stopped, the time saved, how much of the best value lost."
        })
final class BacktestCommand implements Callable<Integer> {
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    @Spec
    private CommandSpec command;

    @Mixin
    private SpecificationArguments specification;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "CURVE",
            description = "The archived curves, or the directories of the runs.")
    private List<Path> curves;

    @Option(names = "--json", description = "Prints one JSON object per curve, each on its own line.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = command.commandLine().getOut();
        List<WhatIfResult> results = new ArrayList<>();
        for (Path path : curves) {
            if (!Files.exists(path)) {
                throw new WrongInputException("The curve " + path + " does not exist.");
            }
            WhatIfResult result = replay(RecordedRun.read(path));
            results.add(result);
            if (json) {
                out.println(toJson(result));
            } else {
                lines(result.replay(), Speaker.of(command).audience()).forEach(out::println);
            }
            out.flush();
        }
        if (!json && results.size() > 1) {
            out.println();
            new WhatIfWords(Speaker.of(command).audience()).table(results).forEach(out::println);
        }
        out.flush();
        return ExitCode.SUCCESS;
    }

    /** A metric that the curve lacks cannot be judged; one that no run has is misspelled. */
    private WhatIfResult replay(RecordedRun recorded) throws Exception {
        Set<String> metrics = new TreeSet<>(MetricNames.common());
        metrics.addAll(recorded.curve().metrics());
        ReplaySpec spec = specification.readReplay(Optional.of(metrics));
        ReferenceLookup found = ReferenceLookup.of(spec.reference());
        References references =
                ReferenceCurves.read(spec.stopWhen(), found.run().map(ReferenceRun::curve));
        WhatIf trial = new WhatIf(spec.stopWhen(), spec.gates());
        return spec.gates().isEmpty()
                ? trial.of(recorded, references)
                : trial.of(recorded, references, found.judge(spec.gates()));
    }

    /** The replay's own keys, and what would have come of it. */
    private static String toJson(WhatIfResult result) {
        ObjectNode tree = JSON.valueToTree(result.replay());
        ObjectNode more = JSON.valueToTree(result);
        tree.set("whatIf", more.without("replay"));
        NonFinite.extract(tree);
        return tree.toString();
    }

    private static Stream<String> lines(BacktestResult result, Audience audience) {
        String heading = result.keptEpoch()
                .map(epoch -> Speech.say(audience, "backtest.gatesOfEpoch", result.curve(), epoch))
                .orElseGet(() -> Speech.say(audience, "backtest.gates", result.curve()));
        return Stream.concat(
                Stream.of(words(result, audience)),
                result.gates().isEmpty()
                        ? Stream.empty()
                        : GateWords.table(heading, result.gates(), audience).stream());
    }

    private static String words(BacktestResult result, Audience audience) {
        String told = result.decision()
                .map(decision -> stopped(result, decision, audience))
                .orElseGet(() -> Speech.say(
                        audience,
                        "backtest.notStopped",
                        result.curve(),
                        Quantity.of(result.ledger().size(), "epoch", audience)));
        return result.best()
                .map(best -> Speech.say(
                        audience, "backtest.best", told, best.metric(), Quantity.number(best.value()), best.epoch()))
                .orElse(told);
    }

    private static String stopped(BacktestResult result, Decision decision, Audience audience) {
        return Speech.say(
                audience,
                "backtest.stopped",
                result.curve(),
                result.epoch().orElseThrow(),
                Vocabulary.outcome(result.outcome().orElseThrow().word(), audience),
                Recorded.in(audience, decision.reason()));
    }
}
