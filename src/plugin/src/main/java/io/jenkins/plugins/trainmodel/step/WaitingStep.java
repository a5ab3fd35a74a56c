package io.jenkins.plugins.trainmodel.step;

import hudson.EnvVars;
import io.jenkins.plugins.trainmodel.config.WrittenDuration;
import io.jenkins.plugins.trainmodel.planned.AnswerKind;
import io.jenkins.plugins.trainmodel.planned.WaitWish;
import java.time.Duration;
import org.kohsuke.stapler.DataBoundSetter;

/** What a step says of the agent that it wants for itself, and of the people whom it asks at planned stops. */
public abstract class WaitingStep extends ProgramStep {
    /** The one thing that a milestone can wait for. */
    static final String ANSWER = "answer";

    private String agent = "";
    private String unstash = "";
    private String waitFor = "";
    private String answerWithin = "";
    private String defaultAnswer = "";

    @Override
    void fill() {
        super.fill();
        agent = word(agent);
        unstash = word(unstash);
        waitFor = word(waitFor);
        answerWithin = word(answerWithin);
        defaultAnswer = word(defaultAnswer);
    }

    /** Takes what another step says, with the variables of a build in the place of {@code ${NAME}}. */
    void takeOver(WaitingStep other, EnvVars variables) {
        super.takeOver(other, variables);
        agent = variables.expand(other.agent);
        unstash = variables.expand(other.unstash);
        waitFor = variables.expand(other.waitFor);
        answerWithin = variables.expand(other.answerWithin);
        defaultAnswer = variables.expand(other.defaultAnswer);
    }

    public String getAgent() {
        return agent;
    }

    /** The label of the agents that will do, for a step outside of {@code node}; empty: the step stands inside of one. */
    @DataBoundSetter
    public void setAgent(String agent) {
        this.agent = word(agent);
    }

    public String getUnstash() {
        return unstash;
    }

    /** The stash whose files are put into the workspace whenever the step gets an agent by {@link #setAgent}; empty: none. */
    @DataBoundSetter
    public void setUnstash(String unstash) {
        this.unstash = word(unstash);
    }

    public String getWaitFor() {
        return waitFor;
    }

    /** What follows a milestone: {@code answer} waits for people; empty: the milestone ends the run. */
    @DataBoundSetter
    public void setWaitFor(String waitFor) {
        this.waitFor = word(waitFor);
    }

    public String getAnswerWithin() {
        return answerWithin;
    }

    /** How long an answer is waited for, such as {@code 3d}; empty: for as long as it takes. */
    @DataBoundSetter
    public void setAnswerWithin(String answerWithin) {
        this.answerWithin = word(answerWithin);
    }

    public String getDefaultAnswer() {
        return defaultAnswer;
    }

    /** The answer that holds when that time is over: continue, finish or discard; empty: finish. */
    @DataBoundSetter
    public void setDefaultAnswer(String defaultAnswer) {
        this.defaultAnswer = word(defaultAnswer);
    }

    /** The same in words that survive a restart; of a step that {@link StepCheck} has found nothing wrong with. */
    WaitWish waits() {
        return new WaitWish(
                waitFor.equals(ANSWER),
                WrittenDuration.parse(answerWithin).map(Duration::toSeconds).orElse(0L),
                AnswerKind.find(defaultAnswer).orElse(AnswerKind.FINISH));
    }
}
