package io.jenkins.plugins.trainmodel.delivery;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.Moment;
import io.jenkins.plugins.trainmodel.page.RunPageSection;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.words.Quantity;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The part of a run's page that says what other servers were told of it. */
@Restricted(NoExternalUse.class)
public final class DeliverySection {
    private final List<DeliveryLog.Line> lines;

    private DeliverySection(List<DeliveryLog.Line> lines) {
        this.lines = lines;
    }

    /** Whoever may see the run may see it. */
    public List<Row> getRows() {
        return lines.stream().map(Row::new).toList();
    }

    /** A line for people. */
    public static final class Row {
        private final DeliveryLog.Line line;

        Row(DeliveryLog.Line line) {
            this.line = line;
        }

        public Moment getTime() {
            return Moment.of(line.time());
        }

        public String getReceiver() {
            return line.receiver();
        }

        public String getDelivery() {
            return line.delivery();
        }

        public int getAttempt() {
            return line.attempt();
        }

        /** What was answered, and what follows from it. */
        public String getWords() {
            String words = Reader.recorded(line.words());
            return line.fate().equals("again") ? again(words) : words;
        }

        private String again(String words) {
            return line.againAfterSeconds() > 0
                    ? Messages.DeliverySection_again(
                            words, Quantity.duration(line.againAfterSeconds(), Reader.audience()))
                    : Messages.DeliverySection_givenUp(words);
        }
    }

    /** Adds it where anything was sent. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Factory implements RunPageSection {
        @Override
        public Optional<Object> of(Run<?, ?> build, TrainedRun run) {
            List<DeliveryLog.Line> lines = DeliveryLog.of(build, run.getId());
            return lines.isEmpty() ? Optional.empty() : Optional.of(new DeliverySection(lines));
        }
    }
}
