package io.jenkins.trainmodel.spec.tree;

import io.jenkins.trainmodel.spec.problem.Location;
import io.jenkins.trainmodel.spec.problem.Problems;
import io.jenkins.trainmodel.spec.problem.SpecProblem;
import io.jenkins.trainmodel.spec.tree.Node.Entry;
import io.jenkins.trainmodel.spec.tree.Node.Mapping;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import io.jenkins.trainmodel.spec.tree.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns values that a program gives, such as a Jenkins step's, into a tree. */
final class InlineTree {
    private final Location location;
    private final Problems problems;

    InlineTree(String source, Problems problems) {
        this.location = Location.of(source);
        this.problems = problems;
    }

    Mapping read(Map<?, ?> values) {
        return convertMapping(values, "", 0);
    }

    private Node convert(Object value, String path, int depth) {
        if (depth > YamlTree.DEEPEST) {
            return refuse(path, "more than " + YamlTree.DEEPEST + " levels", "less depth");
        }
        if (value instanceof Map<?, ?> map) {
            return convertMapping(map, path, depth);
        }
        if (value instanceof List<?> list) {
            return convertSequence(list, path, depth);
        }
        return convertScalar(value, path);
    }

    private Node convertScalar(Object value, String path) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return new Scalar(location, path, String.valueOf(value), false);
        }
        // Groovy gives its interpolated strings as a CharSequence of their own.
        if (value instanceof CharSequence) {
            return new Scalar(location, path, value.toString(), true);
        }
        return refuse(path, "a " + value.getClass().getSimpleName(), "text, numbers, booleans, lists and maps");
    }

    private Mapping convertMapping(Map<?, ?> map, String path, int depth) {
        MappingBuilder builder = new MappingBuilder(location, path, problems);
        map.forEach((key, value) -> {
            Node child = convert(value, Node.childPath(path, String.valueOf(key)), depth + 1);
            builder.add(new Entry(String.valueOf(key), location, child));
        });
        return builder.build();
    }

    private Sequence convertSequence(List<?> list, String path, int depth) {
        List<Node> items = new ArrayList<>();
        for (Object item : list) {
            items.add(convert(item, Node.childPath(path, items.size()), depth + 1));
        }
        return new Sequence(location, path, items);
    }

    private Node refuse(String path, String found, String allowed) {
        problems.add(new SpecProblem(location, path, found, allowed, Optional.empty()));
        return new Scalar(location, path, "", false);
    }
}
