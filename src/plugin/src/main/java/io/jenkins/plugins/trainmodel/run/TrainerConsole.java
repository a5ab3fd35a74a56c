package io.jenkins.plugins.trainmodel.run;

import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.agent.EventLogCutException;
import io.jenkins.trainmodel.words.PlainText;
import java.util.ArrayList;
import java.util.List;

/**
 * What the trainer itself prints, told on the build's console until its events say more: libraries that are fetched, data that
 * is read, what is wrong with them. A line waits for the next look, so that what an event says is not said twice.
 */
final class TrainerConsole {
    private static final int PORTION = 1 << 14;
    private static final int MOST_LINES = 200;

    private final RunState state;
    private final RunConsole console;
    private final List<String> waiting = new ArrayList<>();
    private int told;

    TrainerConsole(RunState state, RunConsole console) {
        this.state = state;
        this.console = console;
    }

    /** Tells what waited since the last look, and reads on. */
    void look(AgentRun agent) throws AgentSilence, InterruptedException {
        flush();
        read(agent);
    }

    /** Tells what was printed before the first of the lines that events tell. */
    void end(AgentRun agent, List<String> toldByEvents) throws AgentSilence, InterruptedException {
        read(agent);
        for (String line : waiting) {
            if (toldByEvents.contains(PlainText.line(line))) {
                break;
            }
            tell(line);
        }
        waiting.clear();
    }

    private void read(AgentRun agent) throws AgentSilence, InterruptedException {
        PrintedPortion portion = PrintedPortion.of(ask(agent), PORTION);
        state.consoleTold += portion.taken();
        waiting.addAll(portion.lines());
    }

    private byte[] ask(AgentRun agent) throws AgentSilence, InterruptedException {
        try {
            return AgentSilence.ask(() -> agent.readConsole(state.consoleTold, PORTION));
        } catch (EventLogCutException e) {
            state.consoleTold = 0;
            return new byte[0];
        }
    }

    private void flush() {
        waiting.forEach(this::tell);
        waiting.clear();
    }

    private void tell(String line) {
        if (!line.isBlank() && told++ < MOST_LINES) {
            console.tell(line);
        }
    }
}
