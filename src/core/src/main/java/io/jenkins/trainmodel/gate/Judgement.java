package io.jenkins.trainmodel.gate;

import io.jenkins.trainmodel.stop.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What all gates answered, and what follows from it.
 *
 * @param gates one verdict a gate, in the order of the specification
 */
public record Judgement(List<GateVerdict> gates) {
    /** No gate was asked. */
    public static final Judgement NONE = new Judgement(List.of());

    private static final int MOST_NAMED = 3;

    public Judgement {
        gates = List.copyOf(gates);
    }

    /** Whether every gate held. */
    public boolean held() {
        return gates.stream().allMatch(GateVerdict::held);
    }

    /** The most severe outcome of the gates that did not hold. */
    public Outcome outcome() {
        return open().stream().map(GateVerdict::outcome).reduce(Outcome.SUCCESS, Outcome::worst);
    }

    /** Which gates did not hold and why, in one sentence with its full stop; empty where all held. */
    public Optional<String> sentence() {
        List<GateVerdict> open = open();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        List<String> causes = causes(open);
        String named = causes.stream().limit(MOST_NAMED).collect(Collectors.joining("; "));
        String more = causes.size() > MOST_NAMED ? "; and " + (causes.size() - MOST_NAMED) + " more" : "";
        String gate = open.size() == 1 ? "A gate" : open.size() + " gates";
        return Optional.of(gate + " did not hold: " + named + more + ".");
    }

    /** What several gates say is said once, and what one of them adds to it is left to the table. */
    private static List<String> causes(List<GateVerdict> open) {
        List<String> sentences =
                open.stream().map(GateVerdict::sentence).distinct().toList();
        return sentences.stream()
                .filter(sentence -> sentences.stream().noneMatch(other -> sentence.startsWith(other + ";")))
                .toList();
    }

    /** Why training ended, and behind it which gates did not hold. */
    public String behind(String reason) {
        return sentence()
                .map(gates -> reason + (reason.endsWith(".") ? " " : ". ") + gates)
                .orElse(reason);
    }

    private List<GateVerdict> open() {
        return gates.stream().filter(verdict -> !verdict.held()).toList();
    }
}
