package io.jenkins.trainmodel.words;

import static io.jenkins.trainmodel.words.Speech.say;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.gate.ChallengeResult;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a run begins from and how it is judged, on a console. */
public final class GateWords {
    private static final int MOST_NAMES = 5;

    private GateWords() {}

    /** What is told in a line; empty for any other event. */
    static Optional<String> line(TrainingEvent event, Audience audience) {
        if (event instanceof Provenance.Began began) {
            return Optional.of(began(began, audience));
        }
        if (event instanceof Provenance.TookOver taken) {
            return Optional.of(tookOver(taken, audience));
        }
        return event instanceof Conclusion.Challenged challenged
                ? Optional.of(challenged(challenged.result(), audience))
                : Optional.empty();
    }

    /** What a run begins from, in one line. */
    public static String began(Provenance.Began began, Audience audience) {
        String of = of(began.reference(), began.epoch(), audience);
        String taken = switch (began.warmStart()) {
            case "parameters" -> say(audience, "began.parameters", of);
            case "everything" -> say(audience, "began.everything", of);
            default -> say(audience, "began.compared", began.reference());
        };
        String counted = began.restored() > 0 ? counted(taken, began.restored(), audience) : taken;
        return counted
                + names("began.reset", began.reset(), audience)
                + names("began.frozen", began.frozen(), audience);
    }

    /** With which model's parameters a run begins, in one line. */
    static String tookOver(Provenance.TookOver taken, Audience audience) {
        String said = say(audience, "began.parameters", of(taken.model(), taken.epoch(), audience));
        return counted(said, taken.restored(), audience)
                + names("began.reset", taken.reset(), audience)
                + names("began.frozen", taken.frozen(), audience);
    }

    private static String of(String model, Optional<Integer> epoch, Audience audience) {
        return epoch.map(count -> say(audience, "began.epoch", model, Quantity.count(count)))
                .orElse(model);
    }

    private static String counted(String taken, int tensors, Audience audience) {
        return say(audience, "began.tensors", taken, Quantity.of(tensors, "tensor", audience));
    }

    private static String names(String key, List<String> names, Audience audience) {
        if (names.isEmpty()) {
            return "";
        }
        String shown = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
        int more = names.size() - MOST_NAMES;
        return say(audience, key, more > 0 ? say(audience, "andMore", shown, more) : shown);
    }

    private static String challenged(ChallengeResult result, Audience audience) {
        return say(
                audience,
                "challenged",
                result.metric(),
                Quantity.number(result.value()),
                Quantity.number(result.referenceValue()),
                Quantity.of(result.samples(), "sample", audience),
                Vocabulary.comparison(result.comparison().word(), audience));
    }

    /** A heading, and a line for every gate. */
    static List<String> table(Conclusion.Judged judged, Audience audience) {
        // 0: no epoch was complete
        String heading = judged.step()
                .map(step -> say(audience, "gates.ofStep", Quantity.count(step)))
                .or(() -> judged.epoch().filter(epoch -> epoch > 0).map(epoch -> say(audience, "gates.ofEpoch", epoch)))
                .orElseGet(() -> say(audience, "gates.ofModel"));
        return table(heading, judged.gates(), audience);
    }

    /**
     * A heading, and a line for every gate.
     *
     * @param heading what was judged
     */
    public static List<String> table(String heading, List<GateVerdict> gates, Audience audience) {
        long held = gates.stream().filter(GateVerdict::held).count();
        List<String> lines = new ArrayList<>();
        lines.add(say(audience, "gates.held", PlainText.line(heading), held, gates.size()));
        gates.forEach(gate -> lines.add(PlainText.line(String.format(
                Locale.ROOT,
                "  %-11s %s",
                Vocabulary.answer(gate.answer().word(), audience),
                Recorded.in(audience, gate.sentence()) + consequence(gate, audience)))));
        return lines;
    }

    private static String consequence(GateVerdict gate, Audience audience) {
        return gate.held() ? "" : " [" + Vocabulary.outcome(gate.outcome().word(), audience) + "]";
    }
}
