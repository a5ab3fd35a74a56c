package io.jenkins.trainmodel.spec.tree;

import io.jenkins.trainmodel.spec.problem.Location;
import io.jenkins.trainmodel.spec.problem.Problems;
import io.jenkins.trainmodel.spec.problem.SpecProblem;
import io.jenkins.trainmodel.spec.tree.Node.Entry;
import io.jenkins.trainmodel.spec.tree.Node.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Gathers the entries of a map and refuses a key that stands twice. */
final class MappingBuilder {
    private final Location location;
    private final String path;
    private final Problems problems;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    MappingBuilder(Location location, String path, Problems problems) {
        this.location = location;
        this.path = path;
        this.problems = problems;
    }

    void add(Entry entry) {
        Entry first = entries.putIfAbsent(entry.key(), entry);
        if (first != null) {
            String found = "the key a second time, first in line "
                    + first.keyLocation().line() + ", column "
                    + first.keyLocation().column();
            problems.add(new SpecProblem(
                    entry.keyLocation(), Node.childPath(path, entry.key()), found, "every key once", Optional.empty()));
        }
    }

    Mapping build() {
        return new Mapping(location, path, new ArrayList<>(entries.values()));
    }
}
