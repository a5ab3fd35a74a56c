package io.jenkins.plugins.trainmodel.run;

import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.words.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The answers of gates as a Pipeline reads them: texts and numbers only, so that they survive a restart. */
final class GateWords {
    private GateWords() {}

    static ArrayList<TreeMap<String, Object>> all(List<GateVerdict> gates) {
        ArrayList<TreeMap<String, Object>> all = new ArrayList<>();
        gates.forEach(gate -> all.add(words(gate)));
        return all;
    }

    private static TreeMap<String, Object> words(GateVerdict gate) {
        TreeMap<String, Object> words = new TreeMap<>();
        words.put("gate", PlainText.line(gate.gate()));
        words.put("metric", PlainText.line(gate.metric()));
        words.put("answer", gate.answer().word());
        words.put("outcome", gate.outcome().word());
        words.put("sentence", PlainText.line(gate.sentence()));
        gate.comparison().ifPresent(comparison -> words.put("comparison", comparison.word()));
        gate.value().ifPresent(value -> words.put("value", value));
        gate.reference().ifPresent(value -> words.put("reference", value));
        gate.bound().ifPresent(value -> words.put("bound", value));
        gate.tolerance().ifPresent(value -> words.put("tolerance", value));
        gate.runs().ifPresent(runs -> words.put("runs", runs));
        return words;
    }
}
