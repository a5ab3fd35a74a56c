package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.MetricsCsv;
import io.jenkins.trainmodel.report.ReportJson;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.run.RunDirectory;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Ends a run: last checkpoint, model package, last event, reports. */
final class Finish {
    private final RunContext run;
    private final RunDirectory directory;
    private final Checkpointer checkpointer;

    Finish(RunContext run, RunDirectory directory, Checkpointer checkpointer) {
        this.run = run;
        this.directory = directory;
        this.checkpointer = checkpointer;
    }

    /** Trains, then ends the run and returns its last event. */
    TrainingEvent.Finished after(Callable<Ending> training) throws Exception {
        try {
            Ending ending = training.call();
            if (ending.keepsState()) {
                checkpointer.saveLast();
            }
            Optional<String> model = Optional.empty();
            TrainingEvent.Finished finished = finished(ending, model);
            run.journal().record(finished);
            writeReports();
            return finished;
        } catch (Exception failure) {
            throw failure;
        }
    }

    private TrainingEvent.Finished finished(Ending ending, Optional<String> model) {
        RunState state = run.state();
        return new TrainingEvent.Finished(
                ending.outcome(),
                ending.reason(),
                ending.fired(),
                state.completedEpochs(),
                state.step(),
                state.elapsedSeconds(),
                state.epochMetrics(),
                run.best().best(),
                model,
                ending.resumable());
    }

    private void writeReports() throws IOException {
        RunHistory history = RunHistory.read(directory.events());
        ReportJson.write(directory.reportJson(), history);
        MetricsCsv.write(directory.metricsCsv(), history.epochs());
    }
}
