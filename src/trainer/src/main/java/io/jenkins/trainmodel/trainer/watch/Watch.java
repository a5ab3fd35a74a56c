package io.jenkins.trainmodel.trainer.watch;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.NoCheckpoint;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.reference.ReferenceLookup;
import io.jenkins.trainmodel.reference.ReferenceRun;
import io.jenkins.trainmodel.run.CommandInbox;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.SpecChanges;
import io.jenkins.trainmodel.spec.SpecWriter;
import io.jenkins.trainmodel.spec.WatchedSpec;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec.WhenMissing;
import io.jenkins.trainmodel.stop.evaluation.Decision;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.run.beginning.Inheritance;
import io.jenkins.trainmodel.trainer.run.context.Closing;
import io.jenkins.trainmodel.trainer.run.context.Ending;
import io.jenkins.trainmodel.trainer.run.context.Interruption;
import io.jenkins.trainmodel.trainer.run.context.RunPlace;
import io.jenkins.trainmodel.trainer.run.desk.CommandAnswers;
import io.jenkins.trainmodel.trainer.run.watch.LogBefore;
import io.jenkins.trainmodel.trainer.run.watch.RunJournal;
import io.jenkins.trainmodel.trainer.run.watch.Telemetry;
import io.jenkins.trainmodel.trainer.telemetry.HostDescription;
import io.jenkins.trainmodel.trainer.telemetry.RunProcesses;
import io.jenkins.trainmodel.trainer.watch.file.PatternFiles;
import io.jenkins.trainmodel.trainer.watch.process.ProcessFamily;
import io.jenkins.trainmodel.trainer.watch.process.WatchedProcess;
import io.jenkins.trainmodel.trainer.watch.source.AllSources;
import io.jenkins.trainmodel.trainer.watch.source.ReportSource;
import io.jenkins.trainmodel.words.StartWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Takes a claimed run from its first event to its last. */
record Watch(
        WatchRequest request,
        RunDirectory directory,
        Interruption interruption,
        RunJournal journal,
        ReferenceLookup reference,
        Recollection memory,
        String runId,
        List<SpecChanges.Change> changes) {
    private static final String RESUME = "resume";

    Conclusion.Finished run(LogBefore log, RunPlace place, CommandInbox inbox, Closing closing) throws Exception {
        requireReference(request.spec(), reference);
        Clocks clocks = Clocks.of(request.spec(), request.origin());
        Course course = new Course(request.spec(), journal, clocks, memory);
        ProgramFiles files = ProgramFiles.in(directory);
        CommandAnswers answers = new CommandAnswers(inbox, journal, course.state());
        WatchDesk desk = new WatchDesk(interruption, inbox, answers, place, files);
        Watching watching = new Watching(request, course, clocks, source(files), desk, files);
        boolean orphans = watching.endOrphans();
        DurableFiles.write(
                directory.specification(),
                SpecWriter.toJson(request.spec()).toPrettyString().concat("\n").getBytes(StandardCharsets.UTF_8));
        announce(log, clocks);
        if (orphans) {
            warn("orphans", "processes of the program were still there that nobody watched any more, and were ended");
        }
        course.state().startClock();
        RunProcesses processes = ProcessFamily.withProgram(ProgramFiles.RUN, files.run());
        closing.add(Telemetry.start(
                directory.root(), request.spec().reporting().telemetryEvery(), processes, journal, course.state()));
        Watching.Result result = watched(log, course, watching, files, desk);
        Ending ending = result.ending();
        desk.close(ending);
        return interruption.saving(
                "the artifacts are being copied",
                () -> new WatchFinish(request, directory, runId, reference, journal, course, processes)
                        .end(ending, result.whole()));
    }

    private Watching.Result watched(LogBefore log, Course course, Watching watching, ProgramFiles files, WatchDesk desk)
            throws Exception {
        Optional<Ending> before = undone();
        if (before.isEmpty() && log.began()) {
            before = watching.catchUp();
        }
        if (before.isEmpty()) {
            before = desk.serve();
        }
        if (before.isPresent()) {
            return new Watching.Result(before.get(), false);
        }
        files.clear();
        interruption.programRuns();
        return watching.watch(WatchedProcess.start(
                request.program(), files.environment(course, log.began()), directory.output(), request.console()));
    }

    /** What rules had decided when the process before was killed, unless the rules were changed. */
    private Optional<Ending> undone() throws IOException {
        boolean changed = changes.stream().anyMatch(change -> change.key().startsWith("stopWhen."));
        Optional<Decision> decision = changed ? Optional.empty() : memory.undone();
        if (decision.isPresent() && !memory.isInLedger()) {
            journal.record(new TrainingEvent.RuleEvaluated(
                    memory.state().completedEpochs(),
                    memory.state().step(),
                    decision.get().verdicts()));
        }
        return decision.map(decided -> Ending.byRules(decided, true));
    }

    private ReportSource source(ProgramFiles files) throws IOException {
        PatternFiles found = new PatternFiles(
                Path.of("").toAbsolutePath(), directory.root().toAbsolutePath().normalize());
        return AllSources.of(request.spec().watch(), files.metrics(), found, files.before());
    }

    /** @throws RunRefusedException if there is no reference although the run needs one */
    static void requireReference(WatchedSpec spec, ReferenceLookup reference) {
        boolean needed = spec.reference()
                .filter(wanted -> wanted.whenMissing() == WhenMissing.FAIL)
                .isPresent();
        if (needed && reference.problem().isPresent()) {
            throw new RunRefusedException("There is no reference: "
                    + reference.problem().get()
                    + ". The run does not begin so: name another reference, or give whenMissing: start.");
        }
    }

    private void announce(LogBefore log, Clocks clocks) throws IOException {
        Optional<Integer> planned = clocks.plannedEpochs(request.spec().stopWhen(), 0);
        if (log.began()) {
            resume(planned);
        } else {
            journal.record(new TrainingEvent.Started(
                    runId,
                    request.spec().name(),
                    SpecWriter.toJson(request.spec()),
                    environment(),
                    0,
                    0,
                    0,
                    planned,
                    0,
                    0,
                    Optional.empty()));
        }
        Optional<ReferenceRun> compared = reference.run();
        if (compared.isPresent() && log.lineage().isEmpty()) {
            journal.record(Inheritance.comparedWith(compared.get()));
        }
        if (reference.problem().isPresent() && request.spec().reference().isPresent()) {
            warn(
                    "reference",
                    "There is no reference: " + reference.problem().get()
                            + ". The run begins without it, and gates that need it do not hold.");
        }
    }

    private void resume(Optional<Integer> planned) throws IOException {
        journal.record(new TrainingEvent.Resumed(
                memory.checkpoint().orElse(NoCheckpoint.NAME),
                memory.state().completedEpochs(),
                memory.state().step(),
                memory.elapsedSeconds(),
                false,
                environment(),
                planned));
        for (SpecChanges.Change change : changes) {
            journal.record(new Intervention.HyperparameterChanged(
                    change.key(),
                    change.from(),
                    change.to(),
                    RESUME,
                    memory.state().epoch(),
                    memory.state().step()));
        }
    }

    private void warn(String code, String message) throws IOException {
        journal.record(new TrainingEvent.Warning(code, message));
    }

    private Map<String, String> environment() {
        Map<String, String> labels = new TreeMap<>(HostDescription.read());
        labels.put("trainer", request.trainerVersion());
        labels.put("origin", request.origin().atZone(ZoneId.systemDefault()).toString());
        labels.put("process", Long.toString(ProcessHandle.current().pid()));
        labels.put(StartWords.COMMAND, request.program().said());
        return labels;
    }
}
