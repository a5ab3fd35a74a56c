package io.jenkins.plugins.trainmodel.run;

import io.jenkins.plugins.trainmodel.planned.PlannedStop;
import io.jenkins.plugins.trainmodel.planned.PlannedStops;
import io.jenkins.plugins.trainmodel.steer.RestartPlace;
import io.jenkins.plugins.trainmodel.steer.Wishes;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jenkinsci.plugins.durabletask.Controller;

/** What survives a restart of the controller: words, numbers and the durable task's own handle. */
public final class RunState implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Written once. */
    final TrainingRequest request;
    /** Marks the trainer's processes and files on the agent. Written once. */
    final String key = UUID.randomUUID().toString();
    /** The run's id in the build, empty until the specification was read. */
    volatile String id = "";
    /** The run's name, empty until the specification was read. */
    volatile String name = "";
    /** The agent, empty for the built-in node. Written when the run gets one. */
    volatile String node = "";
    /** The workspace's path on the agent; empty while the run has none. Written when it gets one. */
    volatile String workspace = "";
    /** The branches of parallel and cells of matrix around the step, empty outside of all. Written once. */
    String cell = "";
    /** The run directory's path on the agent, empty until the specification was read. */
    String directory = "";
    /** The trainer's process; null until it was started. */
    private volatile Controller controller;
    /** That the run shall end before a rule ends it. */
    final StopWish stop = new StopWish();
    /** What else people wish of the run; null in the state of an older version. */
    private Wishes wishes = new Wishes();
    /** Whether Pipeline or a person ended the step or build, rather than asked the trainer to end. */
    volatile boolean interrupted;
    /** The checkpoint that was stashed last, empty if none was. */
    volatile String stashed = "";
    /** Where in the event log this try begins; what is before was left by an earlier one. Written once, at the launch. */
    volatile long newsFrom;
    /** How many bytes of the trainer's console were told, until its events tell more. */
    volatile long consoleTold;
    /** How many bytes of what a watched program has printed were told. */
    volatile long outputTold;
    /** The specification's key reference as JSON, for this try; null where the step has none, or it was not sought yet. */
    private volatile String reference;
    /** Where a run of an earlier build is gone on with; null where none is, or it was not brought yet. */
    private volatile RestartPlace restart;
    /** The trainer's exit code; null until it has ended. */
    private volatile Integer exitCode;
    /** What the run has come to; null until that is known. Written before anything is cleared away. */
    private volatile RunVerdict verdict;
    /** Where its results are among the build's artifacts, empty where none are. */
    volatile String artifacts = "";
    /** Whether results were archived as far as they could be. */
    volatile boolean archived;
    /** Whether build and listeners were told the verdict. */
    volatile boolean told;
    /** Whether the run was promoted. */
    volatile boolean promoted;
    /** How many seconds a program may take to end that is watched; 0 where none is. Written when the specification is read. */
    private volatile long programSeconds;
    /** The stops at which people are asked; null in the state of an older version. */
    private PlannedStops stops = new PlannedStops();

    public RunState(TrainingRequest request) {
        this.request = request;
    }

    /**
     * Where the run is to be; when the step starts, or when it gets the agent that it has asked for.
     *
     * @param agent the agent's name, empty for the built-in node
     * @param workspace its path on the agent
     * @param cell the branches of parallel and cells of matrix around the step, empty outside of all
     */
    public void place(String agent, String workspace, String cell) {
        this.node = agent;
        this.workspace = workspace;
        this.cell = cell;
    }

    /** The stops at which people are asked. */
    synchronized PlannedStops stops() {
        stops = stops == null ? new PlannedStops() : stops;
        return stops;
    }

    /** The stop at which the run waits for an answer. */
    public Optional<PlannedStop> plannedStop() {
        return stops().current();
    }

    /** Whether the run goes on from what is there of it. */
    boolean resumes() {
        return request.resume || stops().areBehind();
    }

    /** The run goes on behind a planned stop, by another process. */
    void goOn() {
        stops().goOn();
        controller = null;
        exitCode = null;
        verdict = null;
        archived = false;
        consoleTold = 0;
    }

    /** The run has no agent any more, until it is placed again. */
    public void unplace() {
        node = "";
        workspace = "";
    }

    /** Whether the run has an agent. */
    public boolean isPlaced() {
        return !workspace.isEmpty();
    }

    /** The agent's name, empty for the built-in node. */
    public String node() {
        return node;
    }

    /** The workspace's path on its agent, empty while there is none. */
    public String workspace() {
        return workspace;
    }

    Optional<Controller> controller() {
        return Optional.ofNullable(controller);
    }

    void launched(Controller process) {
        controller = process;
    }

    OptionalInt exitCode() {
        Integer known = exitCode;
        return known == null ? OptionalInt.empty() : OptionalInt.of(known);
    }

    void ended(int code) {
        exitCode = code;
    }

    /** What people wish of the run besides its end. */
    synchronized Wishes wishes() {
        wishes = wishes == null ? new Wishes() : wishes;
        return wishes;
    }

    /** The specification's key reference as JSON; empty where the step has none. */
    String reference() {
        return Optional.ofNullable(reference).orElse("");
    }

    void referenceIs(String json) {
        reference = json;
    }

    /** Where a run of an earlier build is gone on with; empty where none is. */
    Optional<RestartPlace> restart() {
        return Optional.ofNullable(restart);
    }

    void restartAt(RestartPlace place) {
        restart = place;
    }

    /** What is set over the specification: by the step, by who has begun the run at a checkpoint, and at planned stops. */
    Map<String, String> assignments() {
        Map<String, String> assignments = restart()
                .map(place -> place.with(request.assignments))
                .orElseGet(() -> new LinkedHashMap<>(request.assignments));
        assignments.putAll(stops().changes());
        return assignments;
    }

    /** How long a program may take to end that is watched; zero where none is. */
    Duration programEndsWithin() {
        return Duration.ofSeconds(programSeconds);
    }

    void programEndsWithin(Duration time) {
        programSeconds = time.toSeconds();
    }

    Optional<RunVerdict> verdict() {
        return Optional.ofNullable(verdict);
    }

    void judged(RunVerdict result) {
        verdict = result;
    }
}
