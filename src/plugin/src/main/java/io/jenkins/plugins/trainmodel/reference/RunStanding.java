package io.jenkins.plugins.trainmodel.reference;

import io.jenkins.plugins.trainmodel.job.Promotion;
import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.stop.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;

/** How a run stands in its job's series, as {@code build.xml} keeps it; replaced whenever that changes. */
public final class RunStanding {
    /** The run's id in the build; for ever. */
    private final String id;
    /** The run's name; for ever. */
    private final String name;
    /** Whether the outcome was success and every gate held; for ever. */
    private final boolean accepted;
    /** The epoch of the model that was kept and judged, 0 where that is not known; for ever. */
    private final int epoch;
    /** The step of that model where it is one within an epoch, else 0; for ever. */
    private final long step;
    /** The answers of the gates; for ever. */
    private final ArrayList<GateLine> gates;
    /** Why it was not accepted, one sentence; empty where it was; for ever. */
    private final String objection;
    /** none, champion, replaced, demoted or withdrawn; until the next promotion. */
    private final String state;
    /** Who promoted or demoted it; until the next time. */
    private final String by;
    /** When, in milliseconds since 1970; until the next time. */
    private final long time;
    /** Why, one sentence; until the next time. */
    private final String reason;

    private RunStanding(RunStanding before, Promotion promotion) {
        this.id = before.id;
        this.name = before.name;
        this.accepted = before.accepted;
        this.epoch = before.epoch;
        this.step = before.step;
        this.gates = before.gates;
        this.objection = before.objection;
        this.state = promotion.state();
        this.by = promotion.by();
        this.time = promotion.time();
        this.reason = promotion.reason();
    }

    RunStanding(String id, String name, RunResult result) {
        this.id = id;
        this.name = name;
        this.accepted = result.accepted();
        this.epoch = result.kept().epoch();
        this.step = result.kept().step();
        this.gates = new ArrayList<>();
        result.kept().gates().forEach(gate -> gates.add(new GateLine(gate)));
        this.objection = Objection.to(result).orElse("");
        this.state = "none";
        this.by = "";
        this.time = 0;
        this.reason = "";
    }

    /** Of a run without gates that nobody has promoted. */
    RunStanding(TrainedRun run) {
        this.id = run.getId();
        this.name = run.getName();
        this.accepted = run.getState().equals(Outcome.SUCCESS.word());
        this.epoch = 0;
        this.step = 0;
        this.gates = new ArrayList<>();
        this.objection = accepted ? "" : "the outcome is " + run.getState();
        this.state = "none";
        this.by = "";
        this.time = 0;
        this.reason = "";
    }

    RunStanding with(Promotion promotion) {
        return new RunStanding(this, promotion);
    }

    public String getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public boolean isAccepted() {
        return accepted;
    }

    public int getEpoch() {
        return epoch;
    }

    public long getStep() {
        return step;
    }

    public List<GateLine> getGates() {
        return Collections.unmodifiableList(gates);
    }

    public String getObjection() {
        return Reader.recorded(objection);
    }

    public boolean isChampion() {
        return promotion().isChampion();
    }

    /** Whether it is or was a champion, and was not ruled out since. */
    public boolean isPromoted() {
        return promotion().isPromoted();
    }

    public boolean isDemoted() {
        return promotion().isDemoted();
    }

    /** Whether its build has failed after all. */
    public boolean isWithdrawn() {
        return promotion().isWithdrawn();
    }

    Promotion promotion() {
        return new Promotion(state, by, time, reason);
    }

    public String getBy() {
        return Reader.recorded(by);
    }

    /** When it was promoted or demoted. */
    public Date getTime() {
        return new Date(time);
    }

    public String getReason() {
        return Reader.recorded(reason);
    }
}
