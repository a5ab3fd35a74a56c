package io.jenkins.plugins.trainmodel.registry;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.delivery.Delivery;
import io.jenkins.plugins.trainmodel.job.AcceptedRuns;
import io.jenkins.plugins.trainmodel.job.SeriesEntry;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * A run that was promoted or demoted, as its job knows it now.
 *
 * @param page the address of its page
 */
record Promoted(Run<?, ?> build, SeriesEntry entry, String page) {

    /** The run that a delivery is about; empty where it is gone. */
    static Optional<Promoted> find(Delivery delivery) throws IOException {
        Job<?, ?> job = Jenkins.get().getItemByFullName(delivery.job(), Job.class);
        Optional<Run<?, ?>> build = Optional.ofNullable(job).map(known -> known.getBuildByNumber(delivery.build()));
        if (build.isEmpty()) {
            return Optional.empty();
        }
        return AcceptedRuns.of(job)
                .find(delivery.build(), delivery.run())
                .map(entry -> new Promoted(build.get(), entry, delivery.page()));
    }

    boolean isChampion() {
        return entry.promotion().isChampion();
    }

    String job() {
        return build.getParent().getFullName();
    }

    String modelName(String pattern) {
        return ModelName.of(pattern, job(), entry.run());
    }

    Path eventLog() {
        return TrainingBuildAction.of(build).eventLog(entry.id());
    }

    ArchivedPackage modelPackage() throws PackageException {
        String artifacts = entry.acceptance().artifacts();
        if (artifacts.isEmpty()) {
            throw new PackageException("there is no model package among the build's artifacts");
        }
        return new ArchivedPackage(build.getArtifactManager().root().child(artifacts + "/model"));
    }

    /** What it is found by in the registry. */
    Map<String, String> tags(Delivery delivery) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("mlflow.source.name", job());
        tags.put("train-model.job", job());
        tags.put("train-model.build", Integer.toString(build.getNumber()));
        tags.put("train-model.page", page);
        tags.put("train-model.outcome", entry.outcome());
        tags.put("train-model.promotedBy", entry.promotion().by());
        tags.put("train-model.promotionReason", entry.promotion().reason());
        tags.put("train-model.delivery", delivery.id());
        return tags;
    }
}
