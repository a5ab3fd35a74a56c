package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.event.FailureKind;
import io.jenkins.trainmodel.message.Recorded;
import io.jenkins.trainmodel.trainer.cli.engines.EnginesCommand;
import io.jenkins.trainmodel.trainer.cli.overview.FollowCommand;
import io.jenkins.trainmodel.trainer.cli.overview.RunsCommand;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.cli.use.EvaluateCommand;
import io.jenkins.trainmodel.trainer.cli.use.ExportSplitCommand;
import io.jenkins.trainmodel.trainer.cli.use.PredictCommand;
import io.jenkins.trainmodel.trainer.custom.OwnCodeException;
import io.jenkins.trainmodel.trainer.custom.OwnExit;
import io.jenkins.trainmodel.trainer.custom.OwnHooks;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.failure.Failure;
import io.jenkins.trainmodel.words.ClosingWords;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of the trainer. */
@Command(
        name = "train-model",
        description = "Trains a model from a specification, stops by its rules and says why.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            WatchCommand.class,
            BacktestCommand.class,
            CompareCommand.class,
            LineageCommand.class,
            CheckCommand.class,
            EstimateCommand.class,
            ProfileCommand.class,
            NgramCommand.class,
            VerifyCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            ExportSplitCommand.class,
            ReproduceCommand.class,
            GenerateCommand.class,
            ReportCommand.class,
            RunsCommand.class,
            FollowCommand.class,
            ControlCommand.class,
            ExtendCommand.class,
            ReplicaCommand.class,
            SchemaCommand.class,
            EnginesCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExit codes:%n",
        footer = {
            "   0  success",
            "   1  a defect or a crash; the message says what happened",
            "   2  wrong specification or arguments; nothing was started",
            "  10  unstable: a rule with this outcome ended the run, or a gate did not hold",
            "  11  failed: likewise",
            "  12  stopped by a person or a signal",
            "",
            "'train-model COMMAND --help' explains a command."
        })
public final class TrainModel {
    @Mixin
    private final Speaker speaker;

    private TrainModel(Speaker speaker) {
        this.speaker = speaker;
    }

    public static void main(String[] arguments) {
        Speaker speaker = new Speaker(Locale.getDefault(), Charset.defaultCharset());
        // What is recorded is English, and so are all digits: a format without a locale would write the user's.
        Locale.setDefault(Locale.ROOT);
        speaker.hear(arguments);
        CommandLine command = commandLine(speaker);
        OwnExit.watch(ExitCode.DEFECT, sentence -> Failures.print(sentence, command));
        OwnHooks.end(execute(command, arguments), sentence -> Failures.note(sentence, command));
    }

    /** All commands, speaking to whoever reads. */
    public static CommandLine commandLine(Speaker speaker) {
        CommandLine command = new CommandLine(new TrainModel(speaker))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures())
                .setParameterExceptionHandler(new Failures());
        speaker.attach(command);
        return command;
    }

    private static int execute(CommandLine command, String... arguments) {
        try {
            return command.execute(arguments);
        } catch (Error error) {
            // Exhausted memory and the like, which the command line's handler does not hear of.
            return Failures.tell(error, command);
        }
    }

    /** Turns what went wrong into words and an exit code; the last line is one sentence, for people and programs. */
    private static final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
        @Override
        public int handleExecutionException(
                Exception failure, CommandLine command, CommandLine.ParseResult parseResult) {
            return tell(failure, command);
        }

        @Override
        public int handleParseException(ParameterException wrong, String[] arguments) {
            CommandLine command = wrong.getCommandLine();
            command.usage(command.getErr());
            print(
                    wrong instanceof UnmatchedArgumentException unmatched
                            ? said(unmatched, List.of(arguments))
                            : wrong.getMessage(),
                    command);
            return ExitCode.WRONG_INPUT;
        }

        /** Other programs take a time behind such an option. */
        private static String said(UnmatchedArgumentException wrong, List<String> arguments) {
            String first = wrong.getUnmatched().get(0);
            int wait = arguments.indexOf("--wait");
            return wait >= 0 && arguments.indexOf(first) == wait + 1
                    ? "--wait takes no time, and was given " + first
                            + ": it waits until what was asked for has come about, however long that takes"
                    : wrong.getMessage();
        }

        static int tell(Throwable failure, CommandLine command) {
            Failure told = Failure.of(failure);
            if (!told.details().isEmpty()) {
                command.getErr().println(told.details());
            }
            trace(failure, told.kind(), command.getErr());
            print(told.closing(), command);
            return told.exitCode();
        }

        /** Whoever mends code of his own looks for its lines; those of the trainer are for whoever mends the trainer. */
        private static void trace(Throwable failure, FailureKind kind, PrintWriter err) {
            if (Boolean.getBoolean("trainmodel.debug")) {
                failure.printStackTrace(err);
            } else if (failure instanceof OwnCodeException own) {
                err.print(own.trace());
            } else if (kind == FailureKind.DEFECT) {
                failure.printStackTrace(err);
            }
        }

        /** What is no failure of the command. */
        static void note(String sentence, CommandLine command) {
            command.getErr()
                    .println(Recorded.in(Speaker.of(command.getCommandSpec()).audience(), sentence));
            command.getErr().flush();
        }

        static void print(String sentence, CommandLine command) {
            String said = Recorded.in(Speaker.of(command.getCommandSpec()).audience(), sentence);
            command.getErr().println(command.getColorScheme().errorText(ClosingWords.ERROR + said));
            command.getErr().flush();
        }
    }
}
