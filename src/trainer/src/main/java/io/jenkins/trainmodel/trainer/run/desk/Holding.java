package io.jenkins.trainmodel.trainer.run.desk;

import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.trainer.run.context.Ending;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import io.jenkins.trainmodel.trainer.run.saving.Checkpointer;
import io.jenkins.trainmodel.trainer.run.watch.LogBefore;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Lets a run wait at the end of an epoch because a person asked. The wish stands in the event log, so a run that is killed
 * while it waits still waits when it goes on. Confined to the training thread.
 */
public final class Holding {
    private static final long POLL_MILLISECONDS = 100;

    private final RunContext run;
    private final Checkpointer checkpointer;
    /** What a person asked for and nobody has taken back. */
    private Optional<LogBefore.Hold> wish;

    /** @param before what the log tells of a hold that an earlier process of the run was asked for */
    public Holding(RunContext run, Checkpointer checkpointer, Optional<LogBefore.Hold> before) {
        this.run = run;
        this.checkpointer = checkpointer;
        this.wish = before;
    }

    Answer ask(Command.Hold command) {
        if (wish.isPresent()) {
            return Answer.done(wish.get().begun() ? "the run is held already" : "the run is going to be held already");
        }
        wish = Optional.of(new LogBefore.Hold(command.by(), command.why(), false));
        return Answer.done("waits when the running epoch is complete");
    }

    Answer goOn(Command.GoOn command) throws IOException {
        if (wish.isEmpty()) {
            return Answer.done("the run is not held");
        }
        boolean held = wish.get().begun();
        wish = Optional.empty();
        if (held) {
            RunState state = run.state();
            run.journal()
                    .record(new Intervention.WentOn(
                            command.by(), command.why(), state.completedEpochs(), state.step()));
        }
        return Answer.done(held ? "goes on" : "is not going to be held any more");
    }

    boolean isWished() {
        return wish.isPresent();
    }

    /** Whether the run waits, or did when its last process ended; a wish of later is for the end of the next epoch. */
    boolean hasBegun() {
        return wish.filter(LogBefore.Hold::begun).isPresent();
    }

    /**
     * Waits until a person lets the run go on, or something ends it.
     *
     * @param look serves commands and signals, and says how the run ends if that ends it
     */
    Optional<Ending> await(Callable<Optional<Ending>> look) throws Exception {
        begin();
        run.state().hold();
        try {
            Optional<Ending> ending = look.call();
            while (ending.isEmpty() && hasBegun()) {
                Thread.sleep(POLL_MILLISECONDS);
                ending = look.call();
            }
            return ending;
        } finally {
            run.state().goOn();
            // The wait is no phase of the next epoch.
            run.phases().forget();
        }
    }

    private void begin() throws Exception {
        checkpointer.secure("hold");
        LogBefore.Hold hold = wish.orElseThrow();
        RunState state = run.state();
        // Told by every process that waits: whoever follows the log takes the start of one for training.
        run.journal().record(new Intervention.Held(hold.by(), hold.why(), state.completedEpochs(), state.step()));
        wish = Optional.of(new LogBefore.Hold(hold.by(), hold.why(), true));
    }
}
