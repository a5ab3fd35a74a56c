package io.jenkins.plugins.trainmodel.reference;

import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.words.PlainText;
import io.jenkins.trainmodel.words.Quantity;
import java.util.Optional;

/** A gate's answer, as {@code build.xml} keeps it: words only, written once. */
public final class GateLine {
    private static final int LONGEST = 400;

    /** The condition; for ever. */
    private final String gate;
    /** held, failed or notEvaluable; for ever. */
    private final String answer;
    /** The answer for people, with what the comparison with the reference says; for ever. */
    private final String words;
    /** The model's value, empty where there is none; for ever. */
    private final String value;
    /** The reference's value, empty where there is none; for ever. */
    private final String reference;
    /** The worst value with which the gate holds, empty where there is none; for ever. */
    private final String bound;
    /** How the run ends where the gate does not hold; for ever. */
    private final String outcome;
    /** One sentence with the numbers in it; for ever. */
    private final String sentence;

    GateLine(GateVerdict verdict) {
        this.gate = cut(verdict.gate());
        this.answer = verdict.answer().word();
        this.words = verdict.answer().words()
                + verdict.comparison()
                        .map(comparison -> ", " + comparison.words())
                        .orElse("");
        this.value = number(verdict.value());
        this.reference = number(verdict.reference());
        this.bound = number(verdict.bound());
        this.outcome = verdict.outcome().word();
        this.sentence = cut(verdict.sentence());
    }

    private static String number(Optional<Double> value) {
        return value.map(Quantity::number).orElse("");
    }

    private static String cut(String text) {
        String line = PlainText.line(text);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }

    public String getGate() {
        return Reader.recorded(gate);
    }

    public boolean isHeld() {
        return answer.equals("held");
    }

    public String getWords() {
        return Reader.recorded(words);
    }

    public String getValue() {
        return value;
    }

    public String getReference() {
        return reference;
    }

    public String getBound() {
        return bound;
    }

    public String getOutcome() {
        return outcome;
    }

    public String getSentence() {
        return Reader.recorded(sentence);
    }
}
