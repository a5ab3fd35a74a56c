package io.jenkins.plugins.trainmodel.run;

import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.agent.EventLogCutException;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import java.io.IOException;
import java.util.Optional;

/**
 * What a watched program prints, told on the build's console as it comes. A console has no room for all that a program may
 * print; with logs: true the newest of it is among the artifacts.
 */
final class ProgramConsole {
    private static final int PORTION = 1 << 16;
    private static final long MOST = 1 << 20;

    private final RunState state;
    private final RunConsole console;
    private final Surroundings surroundings;
    /** Known from the first look on. */
    private Optional<OutputMark> mark = Optional.empty();
    /** How many bytes were told; counted anew by every start of the controller. */
    private long told;

    ProgramConsole(RunState state, Surroundings surroundings, RunConsole console) {
        this.state = state;
        this.surroundings = surroundings;
        this.console = console;
    }

    /**
     * Tells what is new.
     *
     * @param ended whether nothing will follow
     */
    void look(AgentRun agent, boolean ended) throws AgentSilence, IOException, InterruptedException {
        if (mark.isEmpty()) {
            TrainingBuildAction action = TrainingBuildAction.of(surroundings.build());
            mark = Optional.of(new OutputMark(() -> action.eventLog(state.id)));
            state.outputTold = mark.get().read(state.outputTold);
        }
        boolean more = told < MOST;
        while (more) {
            byte[] bytes = ask(agent);
            more = tell(ended ? PrintedPortion.ofEnded(bytes, PORTION) : PrintedPortion.of(bytes, PORTION)) && ended;
        }
    }

    /** Whether there may be more that has room on the console. */
    private boolean tell(PrintedPortion portion) {
        isTold(state.outputTold + portion.taken());
        told += portion.taken();
        portion.lines().forEach(line -> console.tellPrinted(line, PORTION));
        if (told >= MOST) {
            console.tell(
                    "the program has printed so much that the rest is told only in output.log, an artifact where logs is true");
        }
        return portion.full() && told < MOST;
    }

    /** Noted before it is told, and then only where it is news: nothing is told twice. */
    private void isTold(long bytes) {
        if (bytes != state.outputTold) {
            state.outputTold = bytes;
            mark.orElseThrow().write(bytes);
        }
    }

    private byte[] ask(AgentRun agent) throws AgentSilence, InterruptedException {
        try {
            return AgentSilence.ask(() -> agent.readOutput(state.outputTold, PORTION));
        } catch (EventLogCutException replaced) {
            // The newest part stands in a file of its own.
            isTold(0);
            return new byte[0];
        }
    }
}
