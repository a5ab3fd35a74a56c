package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.check.CheckFile;
import io.jenkins.trainmodel.check.CheckReport;
import io.jenkins.trainmodel.check.CheckWords;
import io.jenkins.trainmodel.check.Estimate;
import io.jenkins.trainmodel.check.EstimateWords;
import io.jenkins.trainmodel.check.Subject;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.spec.TrainedBy;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.WatchedSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.check.Attempts;
import io.jenkins.trainmodel.trainer.check.Checkup;
import io.jenkins.trainmodel.trainer.check.WatchedCheckup;
import io.jenkins.trainmodel.trainer.cli.argument.ProgramArguments;
import io.jenkins.trainmodel.trainer.cli.argument.SpecificationArguments;
import io.jenkins.trainmodel.trainer.cli.speech.Console;
import io.jenkins.trainmodel.trainer.cli.speech.ProgressLine;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.watch.process.Program;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Tries all that a run needs, without training: specification, engine, device, data, a step, the"
                + " metrics of rules and gates, a checkpoint, room on the disk; and says what the run will take.",
        footer = "%nExit codes: 0 all is well, 2 something is not: all of it is said.")
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private SpecificationArguments specification;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the run is going to be, on whose disk there must be room; it need not be there."
                    + " Default: the working directory.")
    private Path out = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "The program that trains and its arguments, behind --; it is looked for, and not started.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private ProgramArguments program;

    @Option(names = "--json", description = "Prints the result as one JSON object; all else goes to standard error.")
    private boolean json;

    @Option(names = "--write", paramLabel = "FILE", description = "Writes the result as JSON to this file as well.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--images",
            paramLabel = "FILE",
            description = "Writes a PNG of some training images to this file: as they were read, and as augmentation"
                    + " varies them in the first epochs.")
    private Optional<Path> images = Optional.empty();

    @Override
    public Integer call() throws Exception {
        CheckReport report;
        try (ProgressLine bar = ProgressLine.on(System.err)) {
            Console console = new Console(lines(), bar, audience());
            report = isWatched() ? checkWatched(console) : check(console);
        }
        tell(report);
        return report.passed() ? ExitCode.SUCCESS : ExitCode.WRONG_INPUT;
    }

    /** Whoever names a program has it watched. */
    private boolean isWatched() {
        return program.isNamed(words) || specification.trainedBy() == TrainedBy.PROGRAM;
    }

    private CheckReport checkWatched(Console console) {
        Attempts attempts = attempts(console);
        Optional<WatchedSpec> spec = attempts.attempt(
                Subject.SPECIFICATION,
                specification::readWatched,
                read -> found(read.name(), read.stopWhen().size(), read.gates().size()));
        spec.ifPresent(read -> new WatchedCheckup(
                        read, Optional.of(out).filter(path -> !path.toString().isEmpty()), disk(), attempts)
                .run(program.isNamed(words) ? Optional.of(this::found) : Optional.empty()));
        return CheckReport.of(spec.map(WatchedSpec::name).orElse(""), attempts.checks(), Optional.empty());
    }

    private Program found() throws IOException {
        return program.program(words);
    }

    private Attempts attempts(Console console) {
        return new Attempts(check -> CheckWords.lines(audience(), check).forEach(console::print));
    }

    private Audience audience() {
        return Speaker.of(command).audience();
    }

    private PrintWriter lines() {
        return json ? command.commandLine().getErr() : command.commandLine().getOut();
    }

    private CheckReport check(Console console) {
        Attempts attempts = attempts(console);
        Optional<TrainingSpec> spec = attempts.attempt(
                Subject.SPECIFICATION,
                specification::readComplete,
                read -> found(read.name(), read.stopWhen().size(), read.gates().size()));
        Optional<Estimate> estimate =
                spec.flatMap(read -> new Checkup(read, disk(), console, attempts, images).run(processStart()));
        if (spec.isEmpty()) {
            withoutFiles().ifPresent(read -> new Checkup(read, disk(), console, attempts, images).runWithoutFiles());
        }
        return CheckReport.of(spec.map(TrainingSpec::name).orElse(""), attempts.checks(), estimate);
    }

    private static List<String> found(String name, int rules, int gates) {
        return List.of("%s; stop rules: %d, gates: %d".formatted(name, rules, gates));
    }

    /** A specification that is wrong in nothing but that files are missing tells on which device they would be wanted. */
    private Optional<TrainingSpec> withoutFiles() {
        try {
            return Optional.of(specification.readWithoutFiles());
        } catch (SpecException | RuntimeException wrong) {
            return Optional.empty();
        }
    }

    private static long processStart() {
        return System.nanoTime() - ManagementFactory.getRuntimeMXBean().getUptime() * 1_000_000;
    }

    /** The nearest directory that is there. */
    private Path disk() {
        Path here = out.toAbsolutePath().normalize();
        while (!Files.isDirectory(here) && here.getParent() != null) {
            here = here.getParent();
        }
        return here;
    }

    private void tell(CheckReport report) throws IOException {
        PrintWriter lines = lines();
        report.estimate()
                .map(estimate -> EstimateCommand.table(EstimateWords.rows(audience(), estimate)))
                .ifPresent(lines::println);
        lines.println(CheckWords.summary(audience(), report));
        lines.flush();
        if (json) {
            command.commandLine().getOut().println(CheckFile.text(report));
        }
        if (file.isPresent()) {
            CheckFile.write(file.get(), report);
        }
    }
}
