package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a picture of the documentation shows: a rule, the run it looks at, and lines that explain it.
 *
 * @param file the name of the picture's file, without its ending
 * @param run the observations; the part after the stop is drawn faintly
 * @param series metric path to the word by which the picture names it
 * @param levels horizontal lines: value to word
 * @param marks vertical lines: epoch to word
 * @param others further curves that no rule sees, by word
 */
record Picture(
        String file,
        StopRule rule,
        List<Observation> run,
        Map<String, String> series,
        Map<Double, String> levels,
        Map<Double, String> marks,
        Map<String, List<RuleState.Point>> others,
        References references) {

    /** An epoch has so many steps in the pictures. */
    static final int STEPS_AN_EPOCH = 10;

    static Picture of(String file, StopRule rule, List<Observation> run, Map<String, String> series) {
        return new Picture(file, rule, run, series, Map.of(), Map.of(), Map.of(), References.none());
    }

    Picture level(double value, String word) {
        Map<Double, String> more = new TreeMap<>(levels);
        more.put(value, word);
        return new Picture(file, rule, run, series, more, marks, others, references);
    }

    Picture mark(double epoch, String word) {
        Map<Double, String> more = new TreeMap<>(marks);
        more.put(epoch, word);
        return new Picture(file, rule, run, series, levels, more, others, references);
    }

    Picture other(String word, List<RuleState.Point> curve) {
        Map<String, List<RuleState.Point>> more = new TreeMap<>(others);
        more.put(word, curve);
        return new Picture(file, rule, run, series, levels, marks, more, references);
    }

    Picture compared(References with) {
        return new Picture(file, rule, run, series, levels, marks, others, with);
    }

    /** The verdicts of the real evaluator, until it stops; one for each observation, none where the rule did not look. */
    List<List<Verdict>> verdicts() {
        StopEvaluator evaluator = StopEvaluator.start(List.of(rule), references);
        List<List<Verdict>> verdicts = new ArrayList<>();
        for (Observation observation : run) {
            Decision decision = evaluator.observe(observation);
            verdicts.add(decision.verdicts());
            if (decision.stop()) {
                break;
            }
        }
        return verdicts;
    }

    /** Where an observation lies on the axis of epochs. */
    static double place(Observation observation) {
        return observation.epochEnd() ? observation.epoch() : (double) observation.step() / STEPS_AN_EPOCH;
    }
}
