package io.jenkins.trainmodel.trainer.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent.WaitingChosen;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.run.RunRequest;
import io.jenkins.trainmodel.trainer.run.TrainingRun;
import io.jenkins.trainmodel.trainer.run.context.Interruption;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * What a run with two threads finds when it tries how they had better wait for each other: see docs/benchmarks.md. It tries both
 * ways in turns by itself.
 */
@EnabledOnOs(OS.LINUX)
class WaitingBenchmark {
    private static final int THREADS = 2;

    /** Long enough to warm up and to try, whichever network it is. */
    private static final int EPOCHS = 12;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare() {
        TestEngine.load(THREADS);
        System.out.println("| network | ms a step: spinning | sleeping | sleeping / spinning | chosen |");
        System.out.println("| --- | --- | --- | --- | --- |");
    }

    @ParameterizedTest
    @EachNetworkOfTheCpu
    void shouldChooseTheFasterWay(ContestNetwork network) throws Exception {
        List<WaitingChosen> told = train(network);

        assertThat(told).isNotEmpty();
        WaitingChosen first = told.get(0);
        double spinning = first.secondsPerStep().get(WaitingChosen.SPINNING);
        double sleeping = first.secondsPerStep().get(WaitingChosen.SLEEPING);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f | %s |%n",
                network.pythonName(),
                1000 * spinning,
                1000 * sleeping,
                sleeping / spinning,
                first.mode());
    }

    private List<WaitingChosen> train(ContestNetwork network) throws Exception {
        List<WaitingChosen> told = new ArrayList<>();
        network.writeData(folder, network.steps());
        RunRequest request = new RunRequest(
                network.specification("{type: cpu, threads: " + THREADS + "}", "float32", EPOCHS, folder),
                folder.resolve("run"),
                false,
                "",
                "benchmark",
                Instant.now());
        new TrainingRun(request, new Interruption(), List.of(new RunListener() {
                    @Override
                    public void event(EventRecord entry) {
                        if (entry.event() instanceof WaitingChosen chosen) {
                            told.add(chosen);
                        }
                    }
                }))
                .run();
        return told;
    }
}
