package io.jenkins.trainmodel.trainer.watch;

import io.jenkins.trainmodel.stop.evaluation.Decision;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import io.jenkins.trainmodel.stop.evaluation.StopEvaluator;
import io.jenkins.trainmodel.trainer.run.context.Ending;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import io.jenkins.trainmodel.trainer.watch.process.Ender;
import io.jenkins.trainmodel.trainer.watch.process.Ender.Force;
import io.jenkins.trainmodel.trainer.watch.process.Terms;
import io.jenkins.trainmodel.trainer.watch.process.WatchedProcess;
import io.jenkins.trainmodel.trainer.watch.source.Report;
import io.jenkins.trainmodel.trainer.watch.source.ReportSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Watches a program until it ends, or until a rule, a person or a signal ends it. Every look takes all that was reported. */
final class Watching {
    private static final long LOOK_MILLISECONDS = 100;
    private static final long SIGNAL_NANOSECONDS = Duration.ofMillis(500).toNanos();
    /** Exit codes of what has died of SIGHUP, SIGINT and SIGTERM. */
    private static final Set<Integer> SIGNALLED = Set.of(129, 130, 143);

    private final WatchRequest request;
    private final Course course;
    private final Clocks clocks;
    private final ReportSource source;
    private final WatchDesk desk;
    private final ProgramFiles files;
    private final Ender ender;

    Watching(
            WatchRequest request,
            Course course,
            Clocks clocks,
            ReportSource source,
            WatchDesk desk,
            ProgramFiles files) {
        this.request = request;
        this.course = course;
        this.clocks = clocks;
        this.source = source;
        this.desk = desk;
        this.files = files;
        this.ender = new Ender(ProgramFiles.RUN, files.run());
    }

    /**
     * How the run ends.
     *
     * @param whole whether the program has come to the end that it was meant to come to
     */
    record Result(Ending ending, boolean whole) {}

    /** Ends what an earlier process of the run has left running; true if there was any. */
    boolean endOrphans() throws IOException, InterruptedException {
        if (!ender.anyLives()) {
            return false;
        }
        files.askToStop("the program is started again");
        ender.end(Optional.empty(), terms(), desk::isInHurry);
        return true;
    }

    /** Takes what was reported and not told when the process before was killed; says how the run ends, if it does there. */
    Optional<Ending> catchUp() throws IOException {
        Optional<Ending> ending = takeAll();
        return ending.isPresent() ? ending : atLimits();
    }

    /** A run that is resumed may have reached a limit already, such as a lower number of epochs. */
    private Optional<Ending> atLimits() {
        RunState state = course.state();
        Observation now = new Observation(
                state.completedEpochs(),
                state.step(),
                state.elapsedSeconds(),
                true,
                Map.of(),
                Optional.of(clocks.now()));
        Decision decision = StopEvaluator.limitsReached(request.spec().stopWhen(), now);
        return decision.stop()
                ? Optional.of(Ending.byRules(decision, true).beforeFirstStep(state.step()))
                : Optional.empty();
    }

    /** Watches the program to its end; one that cannot be watched any more is ended as well. */
    Result watch(WatchedProcess program) throws IOException, InterruptedException {
        try {
            return untilItEnds(program);
        } catch (Exception | Error failure) {
            abandon(program, failure);
            throw failure;
        }
    }

    private void abandon(WatchedProcess program, Throwable failure) {
        try {
            ender.end(Optional.of(program), terms(), () -> true);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(hurry);
        }
    }

    private Result untilItEnds(WatchedProcess program) throws IOException, InterruptedException {
        Optional<Ending> ending = Optional.empty();
        while (ending.isEmpty() && program.isAlive()) {
            // one read a look: a program that reports faster than it is read must not keep people waiting
            ending = take(reported());
            if (ending.isEmpty()) {
                ending = desk.serve();
            }
            if (ending.isEmpty()) {
                ending = course.look();
            }
            if (ending.isEmpty()) {
                Thread.sleep(LOOK_MILLISECONDS);
            }
        }
        return ending.isPresent() ? stop(program, ending.get()) : ended(program);
    }

    private Result stop(WatchedProcess program, Ending ending) throws IOException, InterruptedException {
        files.askToStop(ending.reason());
        Force force = ender.end(Optional.of(program), terms(), desk::isInHurry);
        tellRest();
        // A signal that ends this process has met the program as well, where it was gone by then.
        Force taken = force == Force.NONE && desk.isInHurry() ? Force.SIGNAL : force;
        return new Result(end(program, taken).after(ending), false);
    }

    /** The program has ended by itself; what it said at last may still make a rule fire. */
    private Result ended(WatchedProcess program) throws IOException, InterruptedException {
        ender.end(Optional.of(program), terms(), () -> true);
        awaitSignal(program);
        Optional<Ending> bySignal = desk.isInHurry() ? desk.serve() : Optional.empty();
        if (bySignal.isPresent()) {
            // The signal has met both, as Ctrl-C does.
            tellRest();
            return new Result(end(program, Force.SIGNAL).after(bySignal.get()), false);
        }
        ProgramEnd end = end(program, Force.NONE);
        Optional<Ending> byRules = takeAll();
        if (byRules.isEmpty()) {
            byRules = finish();
        } else {
            tellRest();
        }
        if (byRules.isPresent()) {
            return new Result(end.after(byRules.get()), false);
        }
        boolean reported = course.state().step() > 0;
        Ending ending = end.byItself(reported);
        return new Result(ending, end.isWhole(ending));
    }

    /** Who signals all processes at once, as at a shutdown, meets the program first where this process is slower. */
    private void awaitSignal(WatchedProcess program) throws InterruptedException {
        boolean signalled = program.exitCode().isPresent()
                && SIGNALLED.contains(program.exitCode().getAsInt());
        long giveUp = System.nanoTime() + SIGNAL_NANOSECONDS;
        while (signalled && !desk.isInHurry() && System.nanoTime() < giveUp) {
            Thread.sleep(LOOK_MILLISECONDS / 10);
        }
    }

    private static ProgramEnd end(WatchedProcess program, Force force) {
        Optional<Integer> code =
                program.exitCode().isPresent() ? Optional.of(program.exitCode().getAsInt()) : Optional.empty();
        return new ProgramEnd(code, program.lastLines(), force);
    }

    private Terms terms() {
        return new Terms(
                request.spec().watch().signalAfter(), request.spec().watch().grace());
    }

    private Optional<Ending> takeAll() throws IOException {
        List<Report> reports = reported();
        Optional<Ending> ending = take(reports);
        while (ending.isEmpty() && (!reports.isEmpty() || source.hasMore())) {
            reports = reported();
            ending = take(reports);
        }
        return ending;
    }

    private List<Report> reported() throws IOException {
        List<Report> reports = new ArrayList<>();
        source.read(reports::add);
        return reports;
    }

    private Optional<Ending> finish() throws IOException {
        List<Report> reports = new ArrayList<>();
        source.finish(reports::add);
        return take(reports);
    }

    /** Nothing counts behind the report that decides but what the program has saved, and what it has to say. */
    private Optional<Ending> take(List<Report> reports) throws IOException {
        Optional<Ending> ending = Optional.empty();
        for (Report report : reports) {
            if (ending.isEmpty()) {
                ending = course.take(report);
            } else {
                course.notes().tell(report);
            }
            if (report instanceof Report.Saved) {
                files.checkpointSaved();
            }
        }
        return ending;
    }

    /** What the program says of its end when the end is decided. */
    private void tellRest() throws IOException {
        List<Report> reports;
        do {
            reports = reported();
            tell(reports);
        } while (!reports.isEmpty() || source.hasMore());
        List<Report> last = new ArrayList<>();
        source.finish(last::add);
        tell(last);
    }

    private void tell(List<Report> reports) throws IOException {
        for (Report report : reports) {
            course.notes().tell(report);
        }
    }
}
