package io.jenkins.plugins.trainmodel.page;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.PluginServletFilter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.Dispatcher;
import org.kohsuke.stapler.MetaClass;

/** What lists of many runs that go on cost the thread that answers, held against those of a build without a run. */
@Tag("load")
class ListsLoadITest extends BuildPageTest {
    private static final int RUNS = Integer.getInteger("load.runs", 200);
    private static final int REQUESTS = 50;
    /** Of a page with 200 runs that go on. */
    private static final Duration PROMISED = Duration.ofMillis(100);

    /** A harness parses every view anew at every request and traces its way; a Jenkins does neither. */
    @BeforeEach
    void behaveAsAJenkins() {
        MetaClass.NO_CACHE = false;
        Dispatcher.TRACE = false;
    }

    @AfterEach
    void behaveAsAHarness() {
        MetaClass.NO_CACHE = true;
        Dispatcher.TRACE = true;
    }

    @Test
    void shouldCostARequestThreadLittle() throws Exception {
        RequestClock clock = new RequestClock();
        PluginServletFilter.addFilter(clock);
        StringBuilder table = new StringBuilder();
        try {
            table.append(line("the build's page, no run", clock, ""));
            for (int number = 0; number < RUNS; number++) {
                new SampleRun("run-" + number, number).epochs(1, 20).enter(build);
            }
            table.append(line("the build's page", clock, ""));
            table.append(line("REST, all runs", clock, "train-model/api/json"));
            table.append(line("the table of all runs", clock, "train-model/"));

            Files.writeString(Path.of("target", "lists.txt"), table);
            System.out.print(table);
            assertThat(clock.median(REQUESTS).processor()).isLessThan(PROMISED);
        } finally {
            PluginServletFilter.removeFilter(clock);
        }
    }

    private String line(String what, RequestClock clock, String path) throws Exception {
        RequestClock.Cost cost = cost(clock, path);
        return String.format(
                Locale.ROOT,
                "%d runs; %s: %.1f ms of a processor, %.1f ms in all%n",
                action().getRuns().size(),
                what,
                cost.processor().toNanos() / 1e6,
                cost.wall().toNanos() / 1e6);
    }

    /** As many requests to warm up as are measured. */
    private RequestClock.Cost cost(RequestClock clock, String path) throws Exception {
        for (int round = 0; round < 2; round++) {
            clock.begin(address(path).getPath());
            for (int request = 0; request < REQUESTS; request++) {
                assertThat(text(path)).isNotEmpty();
            }
        }
        return clock.median(REQUESTS);
    }
}
