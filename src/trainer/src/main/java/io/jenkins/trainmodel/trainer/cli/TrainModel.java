package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.backtest.CurveFormatException;
import io.jenkins.trainmodel.run.RunLockedException;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.data.DataException;
import io.jenkins.trainmodel.trainer.engine.EngineException;
import io.jenkins.trainmodel.trainer.network.NetworkException;
import io.jenkins.trainmodel.trainer.run.RunRefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IVersionProvider;

/** The command line of the trainer. */
@Command(
        name = "train-model",
        description = "Trains a model from a specification, stops by its rules and says why.",
        mixinStandardHelpOptions = true,
        versionProvider = TrainModel.Version.class,
        subcommands = {
            RunCommand.class,
            BacktestCommand.class,
            EstimateCommand.class,
            VerifyCommand.class,
            ReportCommand.class,
            ControlCommand.class,
            SchemaCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExit codes:%n",
        footer = {
            "   0  success",
            "   1  a defect or a crash; the message says what happened",
            "   2  wrong specification or arguments; nothing was started",
            "  10  unstable: a rule with this outcome ended the run",
            "  11  failed: a rule with this outcome ended the run",
            "  12  stopped by a person or a signal",
            "",
            "'train-model COMMAND --help' explains a command."
        })
public final class TrainModel {
    private TrainModel() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new TrainModel())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures());
    }

    /** Turns what went wrong into words and an exit code. */
    private static final class Failures implements IExecutionExceptionHandler {
        @Override
        public int handleExecutionException(
                Exception failure, CommandLine command, CommandLine.ParseResult parseResult) {
            PrintWriter err = command.getErr();
            if (isWrongInput(failure)) {
                err.println(command.getColorScheme().errorText(failure.getMessage()));
                return ExitCode.WRONG_INPUT;
            }
            err.println(command.getColorScheme().errorText("train-model: " + describe(failure)));
            if (Boolean.getBoolean("trainmodel.debug") || !isOfFiles(failure)) {
                failure.printStackTrace(err);
            }
            return ExitCode.DEFECT;
        }

        /** Nothing was started: what was given does not fit, or the machine lacks what it asks for. */
        private static boolean isWrongInput(Exception failure) {
            return failure instanceof SpecException
                    || failure instanceof WrongInputException
                    || failure instanceof RunRefusedException
                    || failure instanceof RunLockedException
                    || failure instanceof DataException
                    || failure instanceof CurveFormatException
                    || failure instanceof NetworkException
                    || failure instanceof EngineException;
        }

        private static boolean isOfFiles(Exception failure) {
            return failure instanceof IOException || failure instanceof UncheckedIOException;
        }

        /** The message of a failure of the file system is often a path alone. */
        private static String describe(Throwable failure) {
            if (failure instanceof UncheckedIOException wrapper) {
                return wrapper.getMessage() + ": " + describe(wrapper.getCause());
            }
            if (failure instanceof FileSystemException refused && refused.getReason() == null) {
                return refused.toString();
            }
            return Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
        }
    }

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"train-model " + current()};
        }

        static String current() {
            return Optional.ofNullable(TrainModel.class.getPackage().getImplementationVersion())
                    .orElse("(development)");
        }
    }
}
