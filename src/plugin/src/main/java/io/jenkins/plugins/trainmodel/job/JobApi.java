package io.jenkins.plugins.trainmodel.job;

import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The remembered runs of a job as {@code api/json} gives them, the oldest first. */
@ExportedBean(defaultVisibility = 2)
public final class JobApi {
    private final List<FinishedRunApi> runs;

    JobApi(List<SeriesEntry> entries) {
        this.runs = entries.stream().map(FinishedRunApi::new).toList();
    }

    @Exported
    public List<FinishedRunApi> getRuns() {
        return runs;
    }

    /** A finished run. */
    @ExportedBean(defaultVisibility = 2)
    public static final class FinishedRunApi {
        private final SeriesEntry entry;

        FinishedRunApi(SeriesEntry entry) {
            this.entry = entry;
        }

        private static String known(String text) {
            return text.isEmpty() ? null : text;
        }

        @Exported
        public int getBuild() {
            return entry.build();
        }

        @Exported
        public String getId() {
            return entry.id();
        }

        @Exported
        public String getName() {
            return entry.run();
        }

        @Exported
        public String getOutcome() {
            return entry.outcome();
        }

        /** When it ended, in milliseconds since 1970. */
        @Exported
        public long getTime() {
            return entry.time();
        }

        @Exported
        public int getEpochs() {
            return entry.epochs();
        }

        @Exported
        public double getElapsedSeconds() {
            return entry.seconds();
        }

        /** Whether later runs may take it for their reference. */
        @Exported
        public boolean isAccepted() {
            return entry.isAccepted();
        }

        /** The gates that did not hold. */
        @Exported
        public List<String> getFailedGates() {
            return entry.acceptance().failedGates();
        }

        /** none, champion, replaced, demoted or withdrawn. */
        @Exported
        public String getPromotion() {
            return entry.promotion().state();
        }

        /** Who or what promoted it or ruled it out; null where nobody has. */
        @Exported
        public String getPromotedBy() {
            return known(entry.promotion().by());
        }

        /** Why it was promoted or ruled out; null where it was not. */
        @Exported
        public String getPromotionReason() {
            return known(entry.promotion().reason());
        }

        /** On what it trained, such as {@code gpu2 (NVIDIA L4)}; null where that is not known. */
        @Exported
        public String getDevice() {
            return known(entry.machine().device());
        }

        /** The name of the machine; null where that is not known. */
        @Exported
        public String getHost() {
            return known(entry.machine().host());
        }

        /** How many processes trained together. */
        @Exported
        public int getReplicas() {
            return entry.machine().replicas();
        }

        /** What held it up, in the word of the event; null where it has not told it. */
        @Exported
        public String getBottleneck() {
            return known(entry.machine().bottleneck());
        }

        /** How much of the epochs' time that took, 0 to 1; null where it has not told it. */
        @Exported
        public Double getBottleneckShare() {
            return entry.machine().hasBottleneck() ? entry.machine().share() : null;
        }

        @Exported
        public Map<String, Double> getMetrics() {
            return entry.last();
        }

        @Exported
        public Map<String, Double> getBestMetrics() {
            return entry.best();
        }
    }
}
