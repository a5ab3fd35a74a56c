package example;

import io.jenkins.trainmodel.own.Answer;
import io.jenkins.trainmodel.own.Moment;
import io.jenkins.trainmodel.own.OptionException;
import io.jenkins.trainmodel.own.Options;
import io.jenkins.trainmodel.own.StopRule;
import java.nio.ByteBuffer;

/** Stops when a metric is at least a value in so many epochs one after the other. */
public final class InARow implements StopRule {
    private String metric;
    private double atLeast;
    private long epochs;
    private int reached;

    @Override
    public String name() {
        return "in-a-row";
    }

    @Override
    public void configure(Options options) {
        metric = options.text("metric");
        atLeast = options.number("atLeast");
        epochs = options.whole("epochs", 3);
        if (epochs < 1) {
            throw new OptionException("epochs", "`" + epochs + "`", "a whole number of at least 1");
        }
    }

    @Override
    public Answer judge(Moment moment) {
        double value = moment.metric(metric);
        reached = value >= atLeast ? reached + 1 : 0;
        String why = metric + " was at least " + atLeast + " in " + reached + " of " + epochs + " epochs in a row";
        return (reached >= epochs ? Answer.stop(why) : Answer.goOn(why)).of(value);
    }

    @Override
    public byte[] save() {
        return ByteBuffer.allocate(Integer.BYTES).putInt(reached).array();
    }

    @Override
    public void restore(byte[] saved) {
        reached = ByteBuffer.wrap(saved).getInt();
    }
}
