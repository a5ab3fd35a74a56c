package io.jenkins.trainmodel.spec.schema;

import io.jenkins.trainmodel.spec.problem.Problems;
import io.jenkins.trainmodel.spec.problem.SpecProblem;
import io.jenkins.trainmodel.spec.problem.Suggestion;
import io.jenkins.trainmodel.spec.tree.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One reading of a specification: its options, its problems and what was read so far. */
public final class ReadContext {
    private final ReadOptions options;
    private final Problems problems;
    private final Map<Key<?, ?>, Object> values = new HashMap<>();
    private final Map<Key<?, ?>, Node> nodes = new HashMap<>();
    private final Set<SpecProblem> once = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Runnable> afterwards = new ArrayList<>();
    private int depth;

    public ReadContext(ReadOptions options, Problems problems) {
        this.options = options;
        this.problems = problems;
    }

    public ReadOptions options() {
        return options;
    }

    public void report(Node node, String found, String allowed) {
        report(node, found, allowed, Optional.empty());
    }

    public void report(Node node, String found, String allowed, Optional<String> suggestion) {
        report(new SpecProblem(node.location(), node.path(), found, allowed, suggestion));
    }

    public void report(SpecProblem problem) {
        problems.add(problem);
    }

    /** Reports what several places of a specification may find in a place that they share. */
    public void reportOnce(SpecProblem problem) {
        if (once.add(problem)) {
            report(problem);
        }
    }

    /** Reports that what stands here is of the wrong kind. */
    public void reportFound(Node node, String allowed) {
        report(node, node.describe(), allowed);
    }

    /** Reports a word that is none of the allowed ones. */
    public void reportWord(Node node, String written, Collection<String> allowed) {
        String words = String.join(", ", allowed);
        report(node, node.describe(), words, Suggestion.nearest(written, allowed));
    }

    int problemCount() {
        return problems.count();
    }

    <T> void remember(Key<?, T> key, T value) {
        values.put(key, value);
    }

    void rememberNode(Key<?, ?> key, Node node) {
        nodes.put(key, node);
    }

    /** Where the value was last written for a key anywhere in the specification; empty where it was left out. */
    public Optional<Node> findNode(Key<?, ?> key) {
        return Optional.ofNullable(nodes.get(key));
    }

    /** The value that was last read for a key anywhere in the specification, keys being read in declared order. */
    @SuppressWarnings("unchecked") // remember() put it there with the key's own type
    public <T> Optional<T> find(Key<?, T> key) {
        return Optional.ofNullable((T) values.get(key));
    }

    /** Takes a name that must be unique in the specification; false if it is taken. */
    public boolean claimName(String name) {
        return names.add(name);
    }

    /** The first free name among {@code name}, {@code name#2}, {@code name#3}, …, taken with this. */
    public String claimNameLike(String name) {
        String candidate = name;
        while (!claimName(candidate)) {
            candidate = name + "#" + numbers.merge(name, 2, (number, first) -> number + 1);
        }
        return candidate;
    }

    /** How many names were taken. */
    public int nameCount() {
        return names.size();
    }

    /** Goes one level deeper and tells how deep that is. */
    public int enter() {
        return ++depth;
    }

    public void leave() {
        depth--;
    }

    /** Postpones a check until the whole specification is read. */
    public void afterwards(Runnable check) {
        afterwards.add(check);
    }

    /** Runs the postponed checks. */
    public void finish() {
        afterwards.forEach(Runnable::run);
        afterwards.clear();
    }
}
