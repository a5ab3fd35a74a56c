package io.jenkins.trainmodel.trainer.process;

import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Trainings of a small network on one CSV file, whose lines may be others in every run. */
record CsvTraining(Path folder) {
    private static final String SETTINGS = """
            name: data
            data: {type: csv, path: data.csv, label: digit, scale: 0.0625}
            model: {type: mlp, hidden: [32]}
            training: {batchSize: 16, optimizer: {type: adam, learningRate: 0.002}}
            stopWhen: [maxEpochs: %d]
            device: {type: cpu, threads: 1}
            """;

    /** A setting with which a training leaves its model as good as it was. */
    static final String LEARN_NOTHING = "training.optimizer.learningRate=1.0e-9";

    /** The lines of the example, with the header. */
    static List<String> digits() throws IOException {
        return Files.readAllLines(Specifications.EXAMPLE.resolve("digits.csv"));
    }

    /** The same samples with their columns from the last to the first; the label stays behind them. */
    static List<String> reversed(List<String> lines) {
        return lines.stream().map(CsvTraining::reversed).toList();
    }

    private static String reversed(String line) {
        List<String> cells = new ArrayList<>(List.of(line.split(",")));
        Collections.reverse(cells.subList(0, cells.size() - 1));
        return String.join(",", cells);
    }

    RunFolder run(String name) {
        return new RunFolder(folder.resolve(name));
    }

    /** Trains to a good end, in the process of the test; {@code more} are settings of the specification that differ. */
    RunFolder trainHere(String name, List<String> lines, int epochs, String... more) throws IOException {
        attemptHere(name, lines, epochs, more).exitsWith(0);
        return run(name);
    }

    /** Requires that the trainer refuses to train, and returns what it says. */
    String refuseHere(String name, List<String> lines, int epochs, String... more) throws IOException {
        return attemptHere(name, lines, epochs, more).exitsWith(2).err();
    }

    /** Trains to whatever end comes. */
    Result attemptHere(String name, List<String> lines, int epochs, String... more) throws IOException {
        return CommandHere.run(arguments(run(name), lines, epochs, more).toArray());
    }

    /** Goes on with a run that was killed. */
    Result resumeHere(RunFolder run, List<String> lines, int epochs, String... more) throws IOException {
        List<Object> arguments = arguments(run, lines, epochs, more);
        arguments.add("--resume");
        return CommandHere.run(arguments.toArray());
    }

    /** Trains in a process of its own, which can be killed. */
    TrainerProcess start(RunFolder run, List<String> lines, int epochs, String... more) throws IOException {
        return TrainerProcess.start(arguments(run, lines, epochs, more).toArray());
    }

    private List<Object> arguments(RunFolder run, List<String> lines, int epochs, String... more) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of("run", write(lines, epochs), "--out", run.root()));
        for (String value : more) {
            arguments.addAll(List.of("--set", value));
        }
        return arguments;
    }

    /** Writes the data and a specification, whose path is returned. */
    Path write(List<String> lines, int epochs) throws IOException {
        Files.write(folder.resolve("data.csv"), lines);
        return Specifications.write(folder, SETTINGS.formatted(epochs));
    }

    static double accuracy(RunFolder run) throws IOException {
        List<Epoch> epochs = run.events(Epoch.class);
        return epochs.get(epochs.size() - 1).metrics().get("validation/accuracy");
    }
}
