package io.jenkins.plugins.trainmodel.page;

import hudson.model.Run;
import java.util.function.Supplier;
import jenkins.model.RunAction2;

/** An action that its build keeps, and that knows its build. */
public abstract class BuildAction implements RunAction2 {
    /** Set whenever it is attached or loaded. */
    private transient Run<?, ?> build;

    /** The build's action of that kind; added where it is missing. */
    protected static <A extends BuildAction> A of(Run<?, ?> build, Class<A> kind, Supplier<A> empty) {
        synchronized (build) {
            A action = build.getAction(kind);
            if (action == null) {
                action = empty.get();
                build.addAction(action);
            }
            return action;
        }
    }

    @Override
    public final void onAttached(Run<?, ?> run) {
        build = run;
    }

    @Override
    public final void onLoad(Run<?, ?> run) {
        build = run;
    }

    public final Run<?, ?> getBuild() {
        return build;
    }
}
