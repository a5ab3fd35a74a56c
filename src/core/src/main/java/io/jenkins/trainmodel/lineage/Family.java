package io.jenkins.trainmodel.lineage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs and which began from which. A run that others name and that is not at hand is there without figures. A run that
 * names itself as its ancestor, as no honest one does, has none.
 */
public final class Family {
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, String> parents = new LinkedHashMap<>();
    private final Map<String, List<Member>> children = new LinkedHashMap<>();

    private Family(List<Member> given) {
        given.forEach(member -> members.putIfAbsent(member.key(), member));
        for (Member member : List.copyOf(members.values())) {
            member.origin().ifPresent(origin -> addParent(member, origin));
        }
    }

    /** The family of these runs; of two with one identifier, the first counts. */
    public static Family of(List<Member> given) {
        return new Family(given);
    }

    private void addParent(Member child, Origin origin) {
        Member named = Member.absent(origin);
        String parent = named.key();
        if (!isAncestor(child.key(), parent)) {
            members.putIfAbsent(parent, named);
            parents.put(child.key(), parent);
            children.computeIfAbsent(parent, unused -> new ArrayList<>()).add(child);
        }
    }

    private boolean isAncestor(String ancestor, String of) {
        Optional<String> one = Optional.of(of);
        while (one.isPresent() && !one.get().equals(ancestor)) {
            one = Optional.ofNullable(parents.get(one.get()));
        }
        return one.isPresent();
    }

    /** All runs, each behind the one that it began from. */
    public List<Member> members() {
        List<Member> ordered = new ArrayList<>();
        roots().forEach(root -> addWithChildren(root, ordered));
        return List.copyOf(ordered);
    }

    private void addWithChildren(Member member, List<Member> ordered) {
        ordered.add(member);
        children(member).forEach(child -> addWithChildren(child, ordered));
    }

    /** Those that began with parameters of their own, in the order in which they were given; those that are gone come first. */
    public List<Member> roots() {
        return members.entrySet().stream()
                .filter(entry -> !parents.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(Member::isThere))
                .toList();
    }

    /** Those that began from this one, in the order in which they were given. */
    public List<Member> children(Member parent) {
        return List.copyOf(children.getOrDefault(parent.key(), List.of()));
    }

    /** Those from which nothing began. */
    public List<Member> leaves() {
        return members().stream().filter(member -> children(member).isEmpty()).toList();
    }

    /** The run and its ancestors, the first of all first. */
    public List<Member> lineOf(Member member) {
        List<Member> line = new ArrayList<>();
        Optional<String> key = Optional.of(member.key());
        while (key.isPresent()) {
            line.add(members.get(key.get()));
            key = Optional.ofNullable(parents.get(key.get()));
        }
        Collections.reverse(line);
        return List.copyOf(line);
    }

    /** The run with this identifier. */
    public Optional<Member> find(String runId) {
        return Optional.ofNullable(members.get(runId)).filter(member -> !runId.isEmpty());
    }

    /** The run's ancestors, itself, and all that came from it: the part of the family that somebody who looks at it asks for. */
    public Family around(Member member) {
        Set<Member> near = new LinkedHashSet<>(lineOf(member));
        List<Member> below = new ArrayList<>();
        addWithChildren(member, below);
        near.addAll(below);
        return new Family(near.stream().filter(Member::isThere).toList());
    }
}
