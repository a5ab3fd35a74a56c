package io.jenkins.trainmodel.trainer.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.jenkins.trainmodel.event.NonFinite;
import io.jenkins.trainmodel.reference.AcceptedRuns;
import io.jenkins.trainmodel.reference.ReferenceReader;
import io.jenkins.trainmodel.reference.ReferenceRun;
import io.jenkins.trainmodel.reference.RunComparison;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.ReplaySpec;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Compares the kept models of runs, and judges each by gates against the first one.",
        footer = {
            "%nA run is its directory, a model package, an event log or a CSV.",
            "The exit code is 10 or 11 where a gate does not hold."
        })
final class CompareCommand implements Callable<Integer> {
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    @Spec
    private CommandSpec command;

    @Parameters(
            arity = "2..*",
            paramLabel = "DIR",
            description = "The runs; the first one is what the others are compared with.")
    private List<Path> places;

    @Option(
            names = "--gates",
            paramLabel = "SPEC",
            description = "The specification whose gates are asked; without it, that of the first run.")
    private Optional<Path> gates = Optional.empty();

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        List<ReferenceRun> runs =
                distinct(places.stream().map(CompareCommand::read).toList());
        Optional<ReplaySpec> spec = specification();
        AcceptedRuns accepted = AcceptedRuns.read(
                spec.flatMap(ReplaySpec::reference).map(ReferenceSpec::history).orElse(List.of()));
        RunComparison comparison =
                RunComparison.of(runs, spec.map(ReplaySpec::gates).orElse(List.of()), accepted.runs());
        PrintWriter out = command.commandLine().getOut();
        accepted.problems().forEach(command.commandLine().getErr()::println);
        if (json) {
            out.println(toJson(comparison));
        } else {
            ComparisonWords.of(comparison, Speaker.of(command).audience()).forEach(out::println);
        }
        out.flush();
        return comparison.outcome().exitCode();
    }

    /** Runs of several machines may lie in directories of one name. */
    private static List<ReferenceRun> distinct(List<ReferenceRun> runs) {
        long names = runs.stream().map(ReferenceRun::name).distinct().count();
        return names == runs.size()
                ? runs
                : runs.stream().map(run -> run.named(run.path().toString())).toList();
    }

    private static ReferenceRun read(Path place) {
        try {
            return ReferenceReader.read(place);
        } catch (IOException unreadable) {
            throw new WrongInputException("The run " + place + " cannot be compared: " + unreadable.getMessage());
        }
    }

    private Optional<ReplaySpec> specification() throws SpecException {
        if (gates.isPresent()) {
            return Optional.of(new SpecReader().readGates(gates.get(), List.of()));
        }
        Path stored = new RunDirectory(places.get(0)).specification();
        return Files.isRegularFile(stored)
                ? Optional.of(SpecReader.ofStored().readGates(stored, List.of()))
                : Optional.empty();
    }

    private static String toJson(RunComparison comparison) {
        ObjectNode tree = JSON.valueToTree(comparison);
        tree.put("outcome", comparison.outcome().word());
        NonFinite.extract(tree);
        return tree.toString();
    }
}
