package io.jenkins.plugins.trainmodel.reference;

import hudson.FilePath;
import hudson.model.Run;
import hudson.remoting.Channel;
import io.jenkins.plugins.trainmodel.agent.PackageDelivery;
import io.jenkins.plugins.trainmodel.agent.TransferProgress;
import io.jenkins.plugins.trainmodel.job.AcceptedRuns;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.words.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds the reference of a run and brings it to the run's agent: the package, verified there, and the event log of its
 * curves. What is missing or damaged is said in one sentence, which goes into the specification, where whoever needs the
 * reference decides.
 *
 * @param lookup what is sought, by whom
 * @param workspace of the run
 * @param place the directory on the agent that the reference becomes; what was there is removed
 * @param console takes what people should read
 */
public record ReferenceDelivery(ReferenceLookup lookup, FilePath workspace, FilePath place, Consumer<String> console) {
    /** Seldom enough for a console, often enough to see that it goes on. */
    private static final long BETWEEN_WORDS = Duration.ofSeconds(10).toNanos();

    private static final String MODEL = "model";

    /**
     * Brings it.
     *
     * @return the values of the specification's key {@code reference}
     */
    public Map<String, Object> bring() throws IOException, InterruptedException {
        place.deleteRecursive();
        Map<String, Object> values = bring(lookup.find());
        List<Map<String, Object>> history = history();
        if (!history.isEmpty()) {
            values.put("history", history);
        }
        return values;
    }

    private Map<String, Object> bring(Finding finding) throws IOException, InterruptedException {
        if (finding instanceof Finding.Found found) {
            return bring(found);
        } else if (finding instanceof Finding.OnAgent packaged) {
            return ReferenceValues.at(workspace.child(packaged.path()).getRemote(), packaged.path());
        } else if (finding instanceof Finding.Missing missing) {
            console.accept("no reference: " + missing.why());
            return ReferenceValues.missing(missing.why());
        }
        console.accept("no run %s was accepted yet: this one is the first that may be".formatted(lookup.name()));
        return ReferenceValues.first();
    }

    private Map<String, Object> bring(Finding.Found found) throws IOException, InterruptedException {
        console.accept("reference: " + found.name() + (found.remark().isEmpty() ? "" : "; " + found.remark()));
        PackageDelivery delivery = new PackageDelivery(
                found.build().getArtifactManager().root().child(found.artifacts() + "/" + MODEL), place.child(MODEL));
        Optional<String> problem = bring(delivery, found.name());
        if (problem.isPresent()) {
            place.deleteRecursive();
            String why = "the model package of %s cannot be used: %s".formatted(found.name(), problem.get());
            console.accept("no reference: " + why);
            return ReferenceValues.missing(why);
        }
        bringCurves(found.build(), found.id());
        return ReferenceValues.at(place.getRemote(), found.name());
    }

    /** An agent that goes away in the middle is waited for; a store that does not answer has no reference. */
    private Optional<String> bring(PackageDelivery delivery, String name) throws IOException, InterruptedException {
        try {
            return delivery.bring(new Words(name));
        } catch (IOException e) {
            if (Channel.isClosedChannelException(e)) {
                throw e;
            }
            return Optional.of("it cannot be read: " + e.getMessage());
        }
    }

    /** Without them a run has no curve behind its own, and nothing else. */
    private void bringCurves(Run<?, ?> build, String id) throws IOException, InterruptedException {
        Optional<Path> log = Optional.ofNullable(build.getAction(TrainingBuildAction.class))
                .map(action -> action.eventLog(id))
                .filter(Files::isRegularFile);
        if (log.isPresent()) {
            try (InputStream in = Files.newInputStream(log.get())) {
                place.child("events.jsonl").copyFrom(in);
            }
        }
    }

    private List<Map<String, Object>> history() throws IOException {
        return ReferenceValues.history(AcceptedRuns.of(lookup.build().getParent()), lookup.name());
    }

    /** Says how far a package is, now and then. */
    private final class Words implements TransferProgress {
        private final String name;
        private long said = System.nanoTime();

        Words(String name) {
            this.name = name;
        }

        @Override
        public void moved(long done, long inAll) throws InterruptedException {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException("The reference is not wanted any more");
            }
            if (System.nanoTime() - said > BETWEEN_WORDS) {
                said = System.nanoTime();
                console.accept("reference %s: %s of %s".formatted(name, Quantity.bytes(done), Quantity.bytes(inAll)));
            }
        }
    }
}
