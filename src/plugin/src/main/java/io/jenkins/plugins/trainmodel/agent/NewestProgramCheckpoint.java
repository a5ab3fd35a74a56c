package io.jenkins.plugins.trainmodel.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.io.File;
import java.io.IOException;
import jenkins.agents.ControllerToAgentFileCallable;

/** The highest step of a checkpoint of which an event log tells, 0 where there is none. */
record NewestProgramCheckpoint() implements ControllerToAgentFileCallable<Long> {

    @Override
    public Long invoke(File log, VirtualChannel channel) throws IOException {
        long newest = 0;
        if (log.isFile()) {
            try (EventReader events = EventReader.open(log.toPath())) {
                while (events.hasNext()) {
                    if (events.next().event() instanceof TrainingEvent.CheckpointSaved saved) {
                        newest = Math.max(newest, saved.step());
                    }
                }
            }
        }
        return newest;
    }
}
