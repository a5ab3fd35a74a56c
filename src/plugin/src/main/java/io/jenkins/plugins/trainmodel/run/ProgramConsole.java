package io.jenkins.plugins.trainmodel.run;

import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.agent.EventLogCutException;
import java.nio.charset.StandardCharsets;

/**
 * What a watched program prints, told on the build's console as it comes. A console has no room for all that a program may
 * print; the whole is among the artifacts.
 */
final class ProgramConsole {
    private static final String MARK = "| ";
    private static final int PORTION = 1 << 16;
    private static final int PORTIONS_AT_THE_END = 16;
    private static final long MOST = 1 << 20;

    private final RunState state;
    private final RunConsole console;
    /** How many bytes were told; counted anew by every start of the controller. */
    private long told;

    ProgramConsole(RunState state, RunConsole console) {
        this.state = state;
        this.console = console;
    }

    /**
     * Tells what is new.
     *
     * @param ended whether nothing will follow
     */
    void look(AgentRun agent, boolean ended) throws AgentSilence, InterruptedException {
        boolean more = told < MOST;
        for (int portion = 0; more && portion < (ended ? PORTIONS_AT_THE_END : 1); portion++) {
            more = tell(ask(agent), ended);
        }
    }

    /** A line that fills a whole portion has no end that is worth waiting for. */
    private boolean tell(byte[] bytes, boolean ended) {
        int end = bytes.length;
        while (!ended && bytes.length < PORTION && end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        state.outputTold += end;
        told += end;
        new String(bytes, 0, end, StandardCharsets.UTF_8).lines().forEach(line -> console.tell(MARK + line));
        if (told >= MOST) {
            console.tell(
                    "the program has printed so much that the rest is told only in output.log, among the artifacts");
        }
        return bytes.length == PORTION && told < MOST;
    }

    private byte[] ask(AgentRun agent) throws AgentSilence, InterruptedException {
        try {
            return AgentSilence.ask(() -> agent.readOutput(state.outputTold, PORTION));
        } catch (EventLogCutException replaced) {
            // The newest part stands in a file of its own.
            state.outputTold = 0;
            return new byte[0];
        }
    }
}
