package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import hudson.model.JDK;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventWriter;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.Outcome;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Many trainings at once, whose trainer is a script that writes prepared events as fast as they can be wanted. */
@WithJenkins
@Tag("load")
class LoadITest {
    private static final int RUNS = Integer.getInteger("load.runs", 200);
    private static final int BUILDS = 10;
    private static final int SECONDS = 120;
    private static final int EVENTS_A_SECOND = 50;

    @TempDir
    private Path directory;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void shouldFollowManyRunsWithFewThreads(JenkinsRule jenkins) throws Exception {
        writeChunks();
        jenkins.jenkins.getJDKs().add(new JDK("scripted", writeScriptedJava().toString()));
        DumbSlave agent =
                new DumbSlave("gpu", directory.resolve("agent").toString(), jenkins.createComputerLauncher(null));
        agent.setNumExecutors(BUILDS);
        jenkins.jenkins.addNode(agent);
        jenkins.waitOnline(agent);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(Digits.pipeline("node('gpu') {\n" + Digits.write("maxEpochs: 10")
                + "def branches = [:]\nfor (int i = 0; i < " + RUNS / BUILDS + "; i++) {\nString name = \"run ${i}\"\n"
                + "branches[name] = { trainModel spec: 'train.yaml', name: name, java: 'scripted' }\n}\n"
                + "parallel branches\n}"));

        List<WorkflowRun> builds = new ArrayList<>();
        for (int number = 0; number < BUILDS; number++) {
            builds.add(job.scheduleBuild2(0).waitForStart());
        }
        Measurement measurement = new Measurement(builds);
        measurement.untilAllRun();
        measurement.measure(30);
        Files.writeString(Path.of("target", "load.txt"), measurement.toString());
        for (WorkflowRun build : builds) {
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
            assertThat(Files.size(build.getRootDir().toPath().resolve("build.xml")))
                    .isLessThan(10_000);
        }

        assertThat(measurement.threads).hasSizeLessThanOrEqualTo(22);
    }

    private void writeChunks() throws IOException {
        Path whole = directory.resolve("events.jsonl");
        try (EventWriter writer = EventWriter.open(whole)) {
            for (int step = 1; step < SECONDS * EVENTS_A_SECOND; step++) {
                Map<String, Double> metrics =
                        Map.of("train/loss", 1.0 / step, "learningRate", 0.001, "gradient/norm", 1.5);
                writer.write(
                        step % 500 == 0
                                ? new TrainingEvent.Epoch(
                                        step / 500,
                                        step,
                                        step,
                                        metrics,
                                        Map.of("forward", 1.0),
                                        Optional.empty(),
                                        Optional.empty())
                                : new TrainingEvent.Step(step / 500 + 1, step, step, metrics));
            }
            writer.write(new Conclusion.Finished(
                    Outcome.SUCCESS,
                    "the script ended",
                    List.of(),
                    11,
                    6000,
                    6000,
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.empty()));
        }
        List<String> lines = Files.readAllLines(whole);
        for (int chunk = 0; chunk < SECONDS; chunk++) {
            Files.write(
                    directory.resolve(String.format(Locale.ROOT, "chunk-%04d", chunk)),
                    lines.subList(chunk * EVENTS_A_SECOND, Math.min((chunk + 1) * EVENTS_A_SECOND, lines.size())));
        }
    }

    private Path writeScriptedJava() throws IOException {
        Path java = Files.createDirectories(directory.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                if [ "$1" = -version ]; then echo 'openjdk version "17.0.0"' >&2; exit 0; fi
                out=$(sed -n '/^"--out"$/{n;s/^"//;s/"$//;p;}' "${1#@}")
                for chunk in '%s'/chunk-*; do cat "$chunk" >> "$out/events.jsonl"; sleep 1; done
                """.formatted(directory));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return directory.resolve("jdk");
    }

    /** What following costs this process, which is the controller. */
    private static final class Measurement {
        private final List<WorkflowRun> builds;
        private final Set<String> threads = new TreeSet<>();
        private final List<Double> lags = new ArrayList<>();
        private double cores;
        private long heapBytes;
        private long copied;
        private int allThreads;

        Measurement(List<WorkflowRun> builds) {
            this.builds = builds;
        }

        private List<Path> logs() {
            return builds.stream()
                    .map(build -> build.getAction(TrainingBuildAction.class))
                    .filter(action -> action != null)
                    .flatMap(action -> action.getRuns().stream().map(run -> action.eventLog(run.getId())))
                    .filter(Files::exists)
                    .toList();
        }

        void untilAllRun() throws InterruptedException {
            while (logs().size() < RUNS) {
                Thread.sleep(500);
            }
        }

        void measure(int seconds) throws Exception {
            OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long cpu = process.getProcessCpuTime();
            long begin = System.nanoTime();
            long before = total();
            while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(seconds)) {
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("train-model"))
                        // Remoting adds to a thread's name what it waits for.
                        .map(name -> name.replaceAll("].*", "]"))
                        .forEach(threads::add);
                for (Path log : logs()) {
                    lags.add((System.currentTimeMillis()
                                    - Files.getLastModifiedTime(log).toMillis())
                            / 1000.0);
                }
                Thread.sleep(1000);
            }
            double wall = System.nanoTime() - begin;
            cores = (process.getProcessCpuTime() - cpu) / wall;
            copied = (long) ((total() - before) / wall * 1e9);
            allThreads = ManagementFactory.getThreadMXBean().getThreadCount();
            System.gc();
            heapBytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }

        private long total() throws IOException {
            long bytes = 0;
            for (Path log : logs()) {
                bytes += Files.size(log);
            }
            return bytes;
        }

        @Override
        public String toString() {
            Collections.sort(lags);
            return String.format(
                    Locale.ROOT,
                    "runs %d; controller %.2f cores; %d threads of the plugin, %d in all; heap %.0f MB;"
                            + " copied %.2f MB/s; age of the copies: median %.1f s, 99 %% %.1f s%n",
                    RUNS,
                    cores,
                    threads.size(),
                    allThreads,
                    heapBytes / 1e6,
                    copied / 1e6,
                    lags.get(lags.size() / 2),
                    lags.get(lags.size() * 99 / 100));
        }
    }
}
