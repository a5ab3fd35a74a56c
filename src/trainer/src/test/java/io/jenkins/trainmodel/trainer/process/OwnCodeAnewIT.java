package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.own.Callback;
import io.jenkins.trainmodel.own.Schedule;
import io.jenkins.trainmodel.own.StopRule;
import io.jenkins.trainmodel.trainer.custom.UserJars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of users' own where a run begins with what another one has learned, and where one ends that was over. */
class OwnCodeAnewIT {
    /** Every run loads the class anew. */
    private static final String BYTES = "public String name() { return \"mine\"; }"
            + " static final byte[] RUN = java.util.UUID.randomUUID().toString().getBytes();"
            + " public byte[] save() { return RUN; }"
            + " public void restore(byte[] saved) { if (!java.util.Arrays.equals(saved, RUN)) {"
            + " throw new IllegalStateException(\"bytes of another run\"); } }";

    /** Writes into the run directory what it is told; its end fails for as long as a file `fail` lies beside that. */
    private static final String TELLING = """
            private java.nio.file.Path told;
            public String name() { return "mine"; }
            public void started(java.nio.file.Path directory, boolean resumed) {
                told = directory.resolve("told.txt");
                write("started " + resumed);
            }
            public void epoch(Moment moment) { write("epoch"); }
            public void checkpoint(java.nio.file.Path checkpoint) { write("checkpoint"); }
            public void ended(String outcome, String reason) {
                if (java.nio.file.Files.exists(told.getParent().resolveSibling("fail"))) {
                    throw new IllegalStateException("the end fails");
                }
                write("ended");
            }
            private void write(String line) {
                try {
                    java.nio.file.Files.writeString(told, line + "\\n",
                        java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
                } catch (java.io.IOException failure) {
                    throw new java.io.UncheckedIOException(failure);
                }
            }
            """;

    @TempDir
    private Path folder;

    private CsvTraining training;
    private List<String> digits;
    private Path jar;
    private String[] settings;

    @BeforeEach
    void specify() throws Exception {
        training = new CsvTraining(folder);
        digits = CsvTraining.digits();
        jar = UserJars.make(
                folder.resolve("libs/own.jar"),
                Map.of(
                        "user.Rule",
                        source(
                                "Rule",
                                StopRule.class,
                                BYTES + " public Answer judge(Moment moment) { return Answer.goOn(\"never\"); }"),
                        "user.Rate",
                        source(
                                "Rate",
                                Schedule.class,
                                BYTES + " public double factor(long step, long stepsPerEpoch) { return 1; }"),
                        "user.Telling",
                        source("Telling", Callback.class, TELLING)),
                Map.of(
                        StopRule.class.getName(),
                        "user.Rule",
                        Schedule.class.getName(),
                        "user.Rate",
                        Callback.class.getName(),
                        "user.Telling"));
        settings = new String[] {
            "classpath=[libs/*.jar]",
            "training.schedule={type: custom, part: mine}",
            "stopWhen.+={anyOf: {rules: [{custom: mine}, {maxEpochs: 50}]}}",
            "callbacks=[mine]"
        };
    }

    private static String source(String name, Class<?> type, String body) {
        return "package user; import io.jenkins.trainmodel.own.*; public class " + name + " implements "
                + type.getName() + " {\n" + body + "\n}";
    }

    private String[] and(String... more) {
        return Stream.concat(Stream.of(settings), Stream.of(more)).toArray(String[]::new);
    }

    private static List<String> told(RunFolder run) throws IOException {
        return Files.readAllLines(run.root().resolve("told.txt"));
    }

    @Test
    void shouldTellTheStartFirstAndBeginAnewWithWhatAnotherRunHasLearned() throws Exception {
        RunFolder first = training.trainHere("first", digits, 1, settings);
        assertThat(told(first)).containsExactly("started false", "epoch", "checkpoint", "ended");

        RunFolder elsewhere = training.run("elsewhere");
        CommandHere.run(Stream.concat(
                                Stream.of(
                                        "run",
                                        training.write(digits, 2),
                                        "--out",
                                        elsewhere.root(),
                                        "--begin-at",
                                        first.names().checkpoints().resolve("000001")),
                                Stream.of(settings).flatMap(setting -> Stream.of("--set", setting)))
                        .toArray())
                .exitsWith(0);
        assertThat(told(elsewhere)).containsExactly("started false", "checkpoint", "epoch", "checkpoint", "ended");

        training.trainHere(
                "next", digits, 1, and("reference={path: " + first.root() + "}", "warmStart={from: everything}"));

        UserJars.repack(jar);
        assertThat(CommandHere.run("reproduce", first.root(), "--out", folder.resolve("again"))
                        .exitsWith(0)
                        .out())
                .contains("classpath", "own.jar (SHA-256 ");
    }

    @Test
    void shouldTellTheStartBeforeAnEndThatWasDecided() throws Exception {
        String[] only = {"classpath=[libs/*.jar]", "callbacks=[mine]"};
        Path failing = Files.createFile(folder.resolve("fail"));
        training.attemptHere("over", digits, 1, only).exitsWith(1);
        Files.delete(failing);

        RunFolder over = training.run("over");
        training.resumeHere(over, digits, 1, only).exitsWith(0);

        assertThat(told(over)).containsExactly("started false", "epoch", "checkpoint", "started true", "ended");
    }
}
