package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.spec.reference.NamePattern;
import io.jenkins.trainmodel.trainer.data.problem.Listing;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the patterns of a specification select of a network.
 *
 * @param names of its parameters and buffers, in the order of its layers
 */
public record NameSelection(List<String> names) {
    public NameSelection {
        names = List.copyOf(names);
    }

    /**
     * The names that fit one of the patterns.
     *
     * @param key where the patterns stand in a specification, such as {@code warmStart.freeze}
     * @throws NetworkException if a pattern fits none, which is taken for a typing error
     */
    public Set<String> by(String key, List<String> patterns) {
        Set<String> selected = new LinkedHashSet<>();
        for (String text : patterns) {
            NamePattern pattern = new NamePattern(text);
            List<String> matching = names.stream().filter(pattern::matches).toList();
            if (matching.isEmpty()) {
                throw new NetworkException(
                        key + ": '" + text + "' selects nothing of the network; there are " + Listing.of(names));
            }
            selected.addAll(matching);
        }
        return selected;
    }
}
