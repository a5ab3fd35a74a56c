package io.jenkins.trainmodel.spec.tree;

import io.jenkins.trainmodel.spec.problem.Location;
import io.jenkins.trainmodel.spec.problem.Problems;
import io.jenkins.trainmodel.spec.problem.SpecProblem;
import io.jenkins.trainmodel.spec.tree.Node.Entry;
import io.jenkins.trainmodel.spec.tree.Node.Mapping;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import io.jenkins.trainmodel.spec.tree.Node.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns the parser's graph into a tree. Aliases are copied, so what they expand to is bounded and cycles are refused. */
final class YamlConversion {
    private static final int MOST_NODES = 100_000;
    private static final Set<Tag> PLAIN_TAGS = Set.of(Tag.STR, Tag.SEQ, Tag.MAP);

    private final String source;
    private final Problems problems;
    private final Set<org.yaml.snakeyaml.nodes.Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int nodes;

    YamlConversion(String source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The tree below a node; throws {@link YAMLException} where it has no end. */
    Node convert(org.yaml.snakeyaml.nodes.Node node, String path) {
        if (++nodes > MOST_NODES) {
            throw new YAMLException("more than " + MOST_NODES + " values, aliases expanded");
        }
        if (!open.add(node)) {
            throw new YAMLException("an alias inside of what it stands for");
        }
        refuseTag(node, path);
        Node converted = convertKind(node, path);
        open.remove(node);
        return converted;
    }

    private Node convertKind(org.yaml.snakeyaml.nodes.Node node, String path) {
        if (node instanceof MappingNode mapping) {
            return convertMapping(mapping, path);
        }
        if (node instanceof SequenceNode sequence) {
            return convertSequence(sequence, path);
        }
        ScalarNode scalar = (ScalarNode) node;
        return new Scalar(location(node), path, scalar.getValue(), !scalar.isPlain());
    }

    private Mapping convertMapping(MappingNode mapping, String path) {
        MappingBuilder builder = new MappingBuilder(location(mapping), path, problems);
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                Node value = convert(tuple.getValueNode(), Node.childPath(path, key.getValue()));
                builder.add(new Entry(key.getValue(), location(key), value));
            } else {
                refuse(tuple.getKeyNode(), path, "a list or map as a key", "a word as a key");
            }
        }
        return builder.build();
    }

    private Sequence convertSequence(SequenceNode sequence, String path) {
        List<Node> items = new ArrayList<>();
        for (org.yaml.snakeyaml.nodes.Node item : sequence.getValue()) {
            items.add(convert(item, Node.childPath(path, items.size())));
        }
        return new Sequence(location(sequence), path, items);
    }

    private void refuseTag(org.yaml.snakeyaml.nodes.Node node, String path) {
        if (!PLAIN_TAGS.contains(node.getTag())) {
            refuse(node, path, "the tag `" + node.getTag().getValue() + "`", "values without tags");
        }
    }

    private void refuse(org.yaml.snakeyaml.nodes.Node node, String path, String found, String allowed) {
        problems.add(new SpecProblem(location(node), path, found, allowed, Optional.empty()));
    }

    private Location location(org.yaml.snakeyaml.nodes.Node node) {
        Mark mark = node.getStartMark();
        return new Location(source, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
