package io.jenkins.trainmodel.trainer.data.inference;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which new samples a model is asked about.
 *
 * @param paths where they lie, in the order in which they are read
 * @param labelled whether their labels are read as well
 * @param id a column by which rows are called; empty: by their number
 */
public record UnseenRequest(List<Path> paths, boolean labelled, Optional<String> id) {
    public UnseenRequest {
        paths = List.copyOf(paths);
    }
}
