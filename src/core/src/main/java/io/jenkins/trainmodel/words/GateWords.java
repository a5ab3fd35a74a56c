package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.gate.ChallengeResult;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.gate.GateVerdict.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a run begins from and how it is judged, on a console. */
public final class GateWords {
    private static final int MOST_NAMES = 5;

    private GateWords() {}

    /** What is told in a line; empty for any other event. */
    static Optional<String> line(TrainingEvent event) {
        if (event instanceof TrainingEvent.Began began) {
            return Optional.of(began(began));
        }
        return event instanceof TrainingEvent.Challenged challenged
                ? Optional.of(challenged(challenged.result()))
                : Optional.empty();
    }

    /** What a run begins from, in one line. */
    public static String began(TrainingEvent.Began began) {
        String of = began.reference()
                + began.epoch().map(epoch -> ", epoch " + Quantity.count(epoch)).orElse("");
        String taken = switch (began.warmStart()) {
            case "parameters" -> "begins with the parameters of " + of;
            case "everything" -> "begins with parameters, optimizer state and step of " + of;
            default -> "is compared with " + began.reference();
        };
        return taken
                + (began.restored() > 0 ? ": " + Quantity.of(began.restored(), "tensor") : "")
                + names("; drawn anew: ", began.reset())
                + names("; not trained: ", began.frozen());
    }

    private static String names(String words, List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        String shown = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
        return words + shown + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "");
    }

    private static String challenged(ChallengeResult result) {
        return String.format(
                Locale.ROOT,
                "challenge on %s: %s, the reference %s, on the same %s: %s",
                result.metric(),
                Quantity.number(result.value()),
                Quantity.number(result.referenceValue()),
                Quantity.of(result.samples(), "sample"),
                result.comparison().words());
    }

    /** A heading, and a line for every gate. */
    static List<String> table(TrainingEvent.Judged judged) {
        return table(
                "gates of the model"
                        + judged.epoch().map(epoch -> " of epoch " + epoch).orElse(""),
                judged.gates());
    }

    /**
     * A heading, and a line for every gate.
     *
     * @param heading what was judged
     */
    public static List<String> table(String heading, List<GateVerdict> gates) {
        long held = gates.stream().filter(GateVerdict::held).count();
        List<String> lines = new ArrayList<>();
        lines.add(PlainText.line(heading) + ": " + held + " of " + gates.size() + " held");
        gates.forEach(gate -> lines.add(PlainText.line(
                String.format(Locale.ROOT, "  %-11s %s", gate.answer().words(), gate.sentence() + consequence(gate)))));
        return lines;
    }

    private static String consequence(GateVerdict gate) {
        return gate.answer() == Answer.HELD ? "" : " [" + gate.outcome().word() + "]";
    }
}
