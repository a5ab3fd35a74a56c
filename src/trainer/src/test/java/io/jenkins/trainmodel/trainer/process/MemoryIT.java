package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.FailedDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings that need more memory than there is. The limit is one of the process's addresses, in KiB. */
@EnabledOnOs(OS.LINUX)
class MemoryIT {
    private static final long LIMIT = 14L << 20;

    @TempDir
    private Path folder;

    /** The weights of attention of one batch alone are 16 GiB. */
    private Path large() throws Exception {
        Files.writeString(folder.resolve("text.txt"), "a line of the text\n".repeat(20_000));
        return Specifications.write(folder, """
                data: {type: text, path: text.txt, context: 2048}
                model: {type: gpt, layers: 1, heads: 16, width: 16, dropout: 0.1}
                training: {batchSize: 64, tokensPerStep: 131072}
                stopWhen: [{maxSteps: 2}]
                device: {type: cpu, threads: 1}
                """);
    }

    @Test
    void shouldSayWhatHoldsTheMemoryAndWhatHelps() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));

        String said = limited("run", large(), "--out", run.root()).exitsWith(11).out();

        assertThat(said)
                .contains(
                        "has too little memory for this training (DefaultCPUAllocator: can't allocate memory: you tried"
                                + " to allocate 17179869184 bytes). By reckoning it holds parameters ",
                        " (64 × ",
                        ". Java's heap has ",
                        " of the machine's ",
                        "What helps: training.batchSize: 32 saves ",
                        "precision: bfloat16 saves up to ")
                .doesNotContain("\tat ");
        assertThat(run.finished().reason()).contains("has too little memory for this training");
        assertThat(run.finished().failedDevice())
                .contains(new FailedDevice(FailedDevice.Kind.OUT_OF_MEMORY, Optional.empty()));
        assertThat(run.finished().resumable()).isTrue();
    }

    /** Batches that no machine holds: the operating system would end whoever tries a step. */
    @Test
    void shouldTryNoStepThatTakesMoreThanTheMachineHas() throws Exception {
        Path spec = large();

        String checked = limited(
                        "check", spec, "--set", "training.batchSize=65536", "--set", "training.tokensPerStep=null")
                .exitsWith(2)
                .out();

        assertThat(checked).contains("cpu has too little memory for this training (a step takes ", " by reckoning)");
    }

    /** The operating system would end whoever fills the six gigabytes of this network's parameters. */
    @ParameterizedTest
    @ValueSource(strings = {"check", "estimate"})
    void shouldTakeNoMemoryForANetworkOfWhichNoStepCanBeTried(String command) throws Exception {
        TrainerProcess.Result tried = limited(
                        command, large(), "--set", "model={type: gpt2-xl}", "--set", "training={batchSize: 65536}")
                .exitsWith(2);

        assertThat(tried.out() + tried.err())
                .contains("cpu has too little memory for this training (a step takes ", " by reckoning)");
    }

    private static TrainerProcess.Result limited(Object... arguments) throws Exception {
        return TrainerProcess.start(
                        builder -> {
                            List<String> command = new ArrayList<>(
                                    List.of("bash", "-c", "ulimit -v " + LIMIT + " && exec \"$0\" \"$@\""));
                            command.addAll(builder.command());
                            builder.command(command);
                        },
                        Stream.of(arguments).toArray())
                .await();
    }
}
