package io.jenkins.trainmodel.trainer.watch.source;

import io.jenkins.trainmodel.spec.watch.WatchSpec;
import io.jenkins.trainmodel.trainer.watch.file.PatternFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All that a program says, wherever it says it. */
public record AllSources(List<ReportSource> sources) implements ReportSource {

    /**
     * The sources of a run.
     *
     * @param metrics the file of JSON lines that every program is told of
     * @param files finds those that the specification names
     * @param note where it is noted what lay there before the run
     */
    public static AllSources of(WatchSpec spec, Path metrics, PatternFiles files, Path note) throws IOException {
        MetricPaths paths = new MetricPaths(spec.names());
        List<ReportSource> sources = new ArrayList<>();
        sources.add(new JsonLinesSource(metrics, paths));
        if (spec.metrics().pattern().isPresent()) {
            sources.add(LogFiles.of(spec.metrics(), files, note, paths));
        }
        return new AllSources(List.copyOf(sources));
    }

    @Override
    public void read(Consumer<Report> reports) throws IOException {
        for (ReportSource source : sources) {
            source.read(reports);
        }
    }

    @Override
    public boolean hasMore() {
        return sources.stream().anyMatch(ReportSource::hasMore);
    }

    @Override
    public void finish(Consumer<Report> reports) throws IOException {
        for (ReportSource source : sources) {
            source.finish(reports);
        }
    }
}
