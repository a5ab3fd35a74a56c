package io.jenkins.plugins.trainmodel.reference;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** How long the look-up of a reference takes in a job that has trained a thousand times and kept little of it. */
@Tag("load")
@WithJenkins
class LookupLoadITest {
    private static final int BUILDS = Integer.getInteger("load.builds", 1000);
    private static final int METRICS = 12;
    private static final int LOOKUPS = 50;
    /** Of a look-up, the median. */
    private static final Duration PROMISED = Duration.ofMillis(50);

    private JenkinsRule jenkins;
    private FreeStyleProject job;

    @BeforeEach
    void job(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = jenkins.createFreeStyleProject("nightly");
    }

    @Test
    void shouldFindTheReferenceAmongAThousandBuildsInNoTime() throws Exception {
        SampleNight nights = new SampleNight(jenkins, job);
        nights.accepted();
        job.updateNextBuildNumber(BUILDS);
        nights.accepted().deleteArtifacts();
        fillSeries();
        int asking = jenkins.buildAndAssertSuccess(job).getNumber();

        double[] cold = new double[LOOKUPS];
        double[] unloaded = new double[LOOKUPS];
        double[] loaded = new double[LOOKUPS];
        for (int round = 0; round < LOOKUPS; round++) {
            forgetSeries(round);
            job.doReload();
            cold[round] = milliseconds(job.getBuildByNumber(asking));
            // From here on no build of the job is loaded.
            job.doReload();
            Run<?, ?> now = job.getBuildByNumber(asking);
            unloaded[round] = milliseconds(now);
            loaded[round] = milliseconds(now);
        }

        String table = line("series and builds not loaded", cold)
                + line("builds not loaded", unloaded)
                + line("builds loaded", loaded);
        Files.writeString(Path.of("target", "lookups.txt"), table);
        System.out.print(table);
        assertThat(median(unloaded)).isLessThan(PROMISED.toMillis());
    }

    /** A file of another time is read anew. */
    private void forgetSeries(int round) throws IOException {
        Files.setLastModifiedTime(series(), FileTime.fromMillis(1_700_000_000_000L + 1000 * round));
    }

    private Path series() {
        return job.getRootDir().toPath().resolve("train-model-series.jsonl");
    }

    /** All builds between the first and the last were accepted and are deleted; each line has as many metrics as a real one. */
    private void fillSeries() throws IOException {
        List<String> known = Files.readAllLines(series());
        StringBuilder metrics = new StringBuilder();
        for (int metric = 0; metric < METRICS; metric++) {
            metrics.append("\"validation/metric").append(metric).append("\":0.9123456789012345,");
        }
        String line = known.get(0).replace("\"validation/f1\"", metrics + "\"validation/f1\"");
        StringBuilder all = new StringBuilder(line).append('\n');
        for (int build = 2; build < BUILDS; build++) {
            all.append(line.replaceFirst("\"build\":1,", "\"build\":" + build + ","))
                    .append('\n');
        }
        Files.writeString(series(), all + known.get(1) + "\n");
    }

    private static double milliseconds(Run<?, ?> asking) throws IOException {
        long begin = System.nanoTime();
        Finding finding = new ReferenceLookup(asking, "digits", new LastAcceptedChoice().wish()).find();
        double passed = (System.nanoTime() - begin) / 1e6;
        assertThat(((Finding.Found) finding).build().getNumber()).isEqualTo(1);
        return passed;
    }

    private static String line(String what, double[] milliseconds) {
        return String.format(
                Locale.ROOT,
                "%d runs in the series, %s: median %.1f ms, slowest %.1f ms%n",
                BUILDS,
                what,
                median(milliseconds),
                Arrays.stream(milliseconds).max().orElseThrow());
    }

    private static double median(double[] milliseconds) {
        return Arrays.stream(milliseconds).sorted().toArray()[milliseconds.length / 2];
    }
}
