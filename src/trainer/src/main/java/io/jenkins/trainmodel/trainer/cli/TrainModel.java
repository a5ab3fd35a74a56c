package io.jenkins.trainmodel.trainer.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the trainer. */
@Command(name = "train-model", mixinStandardHelpOptions = true)
public final class TrainModel {
    private TrainModel() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new TrainModel()).execute(arguments));
    }
}
