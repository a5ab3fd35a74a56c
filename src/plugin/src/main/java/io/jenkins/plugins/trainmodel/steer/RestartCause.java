package io.jenkins.plugins.trainmodel.steer;

import hudson.console.ModelHyperlinkNote;
import hudson.model.Cause;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.User;

/** That somebody had a build begin where a run of an earlier one was. */
public final class RestartCause extends Cause {
    /** The earlier build's number; for ever. */
    private final int origin;
    /** Its run's name; for ever. */
    private final String run;
    /** The checkpoint's name, or {@code model}; for ever. */
    private final String point;
    /** The user's id; for ever. */
    private final String by;
    /** In that person's words, empty where none were given; for ever. */
    private final String why;
    /** The earlier build's address, relative to Jenkins' own; set whenever the build is attached or loaded. */
    private transient String address;

    RestartCause(RestartOrigin origin, String by, String why) {
        this.origin = origin.build();
        this.run = origin.run().getName();
        this.point = origin.point().name();
        this.by = by;
        this.why = why;
    }

    @Override
    public void onAddedTo(Run build) {
        address = build.getParent().getUrl() + origin + "/";
    }

    @Override
    public void onLoad(Run<?, ?> build) {
        onAddedTo(build);
    }

    public int getOrigin() {
        return origin;
    }

    /** Null before the build has begun. */
    public String getAddress() {
        return address;
    }

    public String getWhy() {
        return why;
    }

    @Override
    public String getShortDescription() {
        return point.equals(RestartPoint.PACKAGE)
                ? Messages.RestartCause_package(who(), run, String.valueOf(origin))
                : Messages.RestartCause_checkpoint(who(), run, String.valueOf(origin), point);
    }

    private String who() {
        User user = User.getById(by, false);
        return user == null ? by : user.getDisplayName();
    }

    @Override
    public void print(TaskListener listener) {
        listener.getLogger()
                .println(getShortDescription() + (why.isEmpty() ? "" : " (" + why.replaceAll("\\p{Cntrl}", " ") + ")"));
        if (address != null) {
            listener.getLogger().println(ModelHyperlinkNote.encodeTo("/" + address, "#" + origin));
        }
    }
}
