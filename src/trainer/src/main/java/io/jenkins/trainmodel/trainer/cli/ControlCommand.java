package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandOutbox;
import io.jenkins.trainmodel.run.Keep;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunLock;
import io.jenkins.trainmodel.trainer.cli.argument.MoreOptions;
import io.jenkins.trainmodel.trainer.cli.argument.Requester;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Steps in while a run goes on; the run answers with an event, on its console and in its log. */
@CommandLine.Command(
        name = "control",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Steps in while a run goes on: stop, checkpoint, hold, go on, extend, change values.",
        footer = "%nExit codes: 0 accepted, 2 refused or no run, 3 sent and not answered yet.",
        subcommands = {CommandLine.HelpCommand.class})
final class ControlCommand {
    /** A run answers between two steps; most take less than a second. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    @Spec
    private CommandSpec command;

    /** Whose request it is, and for which run. */
    static final class Target {
        @Parameters(index = "0", paramLabel = "DIR", description = "The run directory.")
        private Path directory;

        @Mixin
        private Requester requester;

        @Option(
                names = "--no-wait",
                description = "Only sends, instead of waiting some seconds for the answer of the run.")
        private boolean noWait;

        @Option(
                names = "--wait",
                description = "Waits, after the answer, until what was asked for has come about: the run has ended, the"
                        + " checkpoint is saved, the run is held; of values that change, says from what to what.")
        private boolean wait;

        String by() {
            return requester.by();
        }

        String why() {
            return requester.why();
        }

        int send(CommandSpec spec, Command request) throws IOException {
            RunDirectory run = new RunDirectory(directory);
            requireRunning(run);
            CommandAnswer answer = CommandAnswer.of(run, new CommandOutbox(run)::write, request);
            PrintWriter out = spec.commandLine().getOut();
            if (noWait) {
                out.println("Sent as " + answer.id() + "; the run answers with an event in its log.");
                return ExitCode.SUCCESS;
            }
            return tell(answer, answer.await(LONGEST_WAIT), out);
        }

        private void requireRunning(RunDirectory run) throws IOException {
            if (!Files.exists(run.events())) {
                throw new WrongInputException(directory + ": no run is here (there is no "
                        + run.events().getFileName() + ")");
            }
            if (!RunLock.isHeld(run)) {
                throw new WrongInputException("No process trains in " + directory + ": the run there has ended"
                        + CommandAnswer.howItEnded(run) + ". Nothing was sent.");
            }
        }

        private int tell(CommandAnswer sent, Optional<Intervention.CommandApplied> answer, PrintWriter out)
                throws IOException {
            if (answer.isEmpty() && !RunLock.isHeld(new RunDirectory(directory))) {
                throw new WrongInputException("The run in " + directory + " ended before it answered " + sent.id()
                        + "; it is not obeyed later.");
            }
            if (answer.isEmpty()) {
                out.println("Sent as " + sent.id() + ", and not answered within " + LONGEST_WAIT.toSeconds()
                        + " s; the run answers with an event in its log.");
                return ExitCode.NOT_ANSWERED;
            }
            if (!answer.get().accepted()) {
                throw new WrongInputException("The run refuses: " + answer.get().message());
            }
            CommandEffect effect = CommandEffect.of(sent, answer.get());
            Optional<String> changes = wait ? effect.changes() : Optional.empty();
            out.println("Accepted: " + changes.orElse(answer.get().message()) + ".");
            out.flush();
            return wait ? effect.await(out) : ExitCode.SUCCESS;
        }
    }

    @CommandLine.Command(
            name = "stop",
            mixinStandardHelpOptions = true,
            description = "Ends the run after the current step; what is kept is yours to say.")
    int stop(
            @Mixin Target target,
            @Option(
                            names = "--keep",
                            paramLabel = "best|last|nothing",
                            defaultValue = "best",
                            description =
                                    "The model of the best epoch or the newest one, with a checkpoint to go on from; or"
                                            + " nothing: no model, and the checkpoints are removed. Default: ${DEFAULT-VALUE}.")
                    String keep)
            throws IOException {
        Keep kept = Keep.of(keep)
                .orElseThrow(() -> new WrongInputException("--keep: '" + keep + "' is none of best, last, nothing"));
        return target.send(command, new Command.Stop(kept, target.by(), target.why()));
    }

    @CommandLine.Command(
            name = "checkpoint",
            mixinStandardHelpOptions = true,
            description = "Saves a checkpoint after the current step; the run goes on.")
    int checkpoint(@Mixin Target target) throws IOException {
        return target.send(command, new Command.Checkpoint(target.by(), target.why()));
    }

    @CommandLine.Command(
            name = "hold",
            mixinStandardHelpOptions = true,
            description =
                    "Lets the run wait when the running epoch is complete; training time stands still, the device stays"
                            + " taken.")
    int hold(@Mixin Target target) throws IOException {
        return target.send(command, new Command.Hold(target.by(), target.why()));
    }

    @CommandLine.Command(
            name = "go-on",
            mixinStandardHelpOptions = true,
            description = "Lets a run that is held train again.")
    int goOn(@Mixin Target target) throws IOException {
        return target.send(command, new Command.GoOn(target.by(), target.why()));
    }

    @CommandLine.Command(
            name = "extend",
            mixinStandardHelpOptions = true,
            description =
                    "Raises the limits on epochs and training time; early stopping gets its patience anew. A run that has"
                            + " ended is extended by 'train-model extend'.")
    int extend(@Mixin Target target, @Mixin MoreOptions more) throws IOException {
        Command.Extend extend = new Command.Extend(more.epochs(), more.durationText(), target.by(), target.why());
        if (extend.isEmpty()) {
            throw new WrongInputException(
                    "extend: say how much longer it is to train, with --epochs, --duration or both");
        }
        return target.send(command, extend);
    }

    @CommandLine.Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description =
                    "Changes values of the running specification, such as training.optimizer.learningRate: all of them or"
                            + " none.")
    int set(
            @Mixin Target target,
            @Parameters(
                            index = "1..*",
                            arity = "1..*",
                            paramLabel = "KEY=VALUE",
                            description = "Keys and their new values.")
                    List<String> assignments)
            throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String assignment : assignments) {
            int equals = Optional.of(assignment.indexOf('='))
                    .filter(index -> index > 0)
                    .orElseThrow(() -> new WrongInputException("'" + assignment + "' is not KEY=VALUE"));
            values.put(assignment.substring(0, equals), assignment.substring(equals + 1));
        }
        return target.send(command, new Command.Change(values, target.by(), target.why()));
    }
}
