package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.spec.data.DataDeclaration;
import io.jenkins.trainmodel.spec.problem.Problems;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import io.jenkins.trainmodel.spec.tree.SpecTree;
import io.jenkins.trainmodel.spec.watch.WatchDeclaration;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Who trains by a specification, as far as its keys tell. */
public enum TrainedBy {
    /** The trainer: there is something to train, or something to train on. */
    TRAINER,
    /** Another program, which is watched. */
    PROGRAM,
    /** Rules alone say nothing of it, and neither does what cannot be read. */
    UNKNOWN;

    /**
     * Who trains by a text.
     *
     * @param source its name; JSON if it ends in {@code .json}
     */
    public static TrainedBy of(String source, String text) {
        return of(new SpecTree(new Problems()).read(source, text, List.of()));
    }

    /** The same of a file with values that replace some of its own; unknown where there is no such file. */
    public static TrainedBy of(Path file, List<SpecOverride> overrides) {
        return of(new SpecTree(new Problems()).read(file, overrides));
    }

    private static TrainedBy of(Optional<Node> tree) {
        return tree.filter(Node.Mapping.class::isInstance)
                .map(root -> of((Node.Mapping) root))
                .orElse(UNKNOWN);
    }

    private static TrainedBy of(Node.Mapping root) {
        if (root.find(WatchDeclaration.KEY.name()).isPresent()) {
            return PROGRAM;
        }
        boolean trains = root.find(DataDeclaration.KEY.name()).isPresent()
                || root.find(SpecificationDeclaration.MODEL.name()).isPresent();
        return trains ? TRAINER : UNKNOWN;
    }
}
