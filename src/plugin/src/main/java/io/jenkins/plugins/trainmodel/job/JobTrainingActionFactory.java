package io.jenkins.plugins.trainmodel.job;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/** Gives every job its trends. */
@Extension
@SuppressWarnings("rawtypes")
public class JobTrainingActionFactory extends TransientActionFactory<Job> {
    @Override
    public Class<Job> type() {
        return Job.class;
    }

    @Override
    public Class<? extends Action> actionType() {
        return JobTrainingAction.class;
    }

    @Override
    public Collection<? extends Action> createFor(Job job) {
        return List.of(new JobTrainingAction((Job<?, ?>) job));
    }
}
