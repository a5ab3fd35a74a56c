package io.jenkins.trainmodel.spec;

import static io.jenkins.trainmodel.spec.SpecTexts.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrongRuleTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            - maxEpoch: 3                          | 4:5: stopWhen.0.maxEpoch: found `maxEpoch`; allowed: maxEpochs, maxSteps, maxDuration, finishBy, milestone, target, lossBelow, plateau, overfitting, score, earlyStopping, behindReference, unreachable, gradientBelow, gradientChangeBelow, diverged, allOf, anyOf, atLeastOf, custom; did you mean `maxEpochs`?
            - earlystopping: {metric: train/loss}  | did you mean `earlyStopping`?
            - diverged                             | 4:5: stopWhen.0: found `diverged`; allowed: a rule, such as maxEpochs: 100; did you mean `diverged: {}`?
            - 3                                    | 4:5: stopWhen.0: found `3`; allowed: a rule
            - {}                                   | 4:5: stopWhen.0: found no type of rule; allowed: one type of rule
            - {name: x}                            | found no type of rule
            - {maxEpochs: 1, maxSteps: 2}          | 4:5: stopWhen.0: found several types of rules: maxEpochs, maxSteps; allowed: one type of rule
            - maxEpochs: 0                         | 4:16: stopWhen.0.maxEpochs: found `0`; allowed: a whole number of at least 1
            - maxEpochs: 1.5                       | found `1.5`; allowed: a whole number of at least 1
            - maxEpochs: 007                       | found `007`; allowed: a whole number
            - maxEpochs: '7'                       | found "7"; allowed: a whole number
            - maxEpochs: 3000000000                | found `3000000000`; allowed: a whole number
            - maxEpochs:                           | 4:15: stopWhen.0.maxEpochs.epochs: found nothing; allowed: a whole number of at least 1 (the key is required)
            - maxEpochs: {}                        | stopWhen.0.maxEpochs.epochs: found nothing
            - maxEpochs: {epochs: 1, epoch: 2}     | 4:28: stopWhen.0.maxEpochs.epoch: found an unknown key; allowed: name, outcome, epochs; did you mean `epochs`?
            - maxEpochs: [1]                       | stopWhen.0.maxEpochs: found a list; allowed: a whole number of at least 1
            - maxEpochs: {epochs: 1, outcome: sucess} | 4:37: stopWhen.0.maxEpochs.outcome: found `sucess`; allowed: success, unstable, failure, aborted; did you mean `success`?
            - {maxEpochs: {epochs: 1, name: a}, name: b} | found name beside the rule and inside of it; allowed: name once
            - maxSteps: -1                         | found `-1`; allowed: a whole number of at least 1
            - maxDuration: 30                      | stopWhen.0.maxDuration: found `30`; allowed: a duration above zero with its unit, such as 8h30m, 90s, 1d or 500ms
            - maxDuration: 0s                      | found `0s`; allowed: a duration above zero
            - maxDuration: 5m3h                    | found `5m3h`; allowed: a duration
            - maxDuration: -5m                     | found `-5m`; allowed: a duration
            - maxDuration: 5 m                     | found `5 m`; allowed: a duration
            - maxDuration: forever                 | found `forever`; allowed: a duration
            - finishBy: 25:00                      | 4:15: stopWhen.0.finishBy: found `25:00`; allowed: a time of day such as '06:00' or '06:00 Europe/Berlin', or a duration such as 5h
            - finishBy: 06:00 Europe/Berlni        | found the time zone `Europe/Berlni`, which nobody knows; allowed: a zone such as Europe/Berlin or UTC, or an offset such as +01:00; did you mean `Europe/Berlin`?
            - finishBy: 6                          | stopWhen.0.finishBy: found `6`; allowed: a duration above zero with its unit
            - finishBy: 30s                        | found `30s`, which saving and packaging the model may take alone; allowed: more than 30s
            - finishBy: [06:00]                    | stopWhen.0.finishBy: found a list; allowed: a time of day
            - milestone: []                        | found an empty list; allowed: a whole number
            - milestone: [5, 5]                    | found 5 after 5; allowed: epochs in rising order
            - milestone: [5, x]                    | stopWhen.0.milestone.1: found `x`; allowed: a whole number of at least 1
            - target: 0.5                          | stopWhen.0.target: found `0.5`; allowed: a map with name, outcome, metric, atLeast, atMost, smooth
            - target: {metric: train/loss}         | found neither of atLeast and atMost; allowed: one of atLeast and atMost
            - target: {metric: train/loss, atLeast: 1, atMost: 2} | found both of atLeast and atMost
            - target: {metric: train/loss, atLeast: null} | found neither of atLeast and atMost
            - target: {metric: train/loss, atLeast: 1, smooth: 0} | target.smooth: found `0`; allowed: a whole number from 1 to 100000
            - earlyStopping: {metric: validation/loss, every: step} | found `step`; allowed: epoch, validation
            - earlyStopping: {metric: train/loss, every: validation} | found every: validation with the metric `train/loss`, which no validation measures; allowed: every: epoch, or a metric such as validation/loss
            - plateau: {metric: validation/loss, deviation: 1, every: validation} | found every: validation, but only the ends of epochs are validated; allowed: training.validateEverySteps beside it, or every: epoch
            - target: {atLeast: 1}                 | stopWhen.0.target.metric: found nothing; allowed: the path of a metric
            - target: {metric: train/loss, atMost: .nan} | stopWhen.0.target.atMost: found `.nan`; allowed: a number
            - target: {metric: train/loss, atMost: inf} | found `inf`; allowed: a number
            - target: {metric: train/loss, atMost: 1e999} | found `1e999`; allowed: a number
            - target: {metric: train/loss, atMost: 0x10} | found `0x10`; allowed: a number
            - lossBelow: low                       | stopWhen.0.lossBelow: found `low`; allowed: a number
            - earlyStopping: 5                     | stopWhen.0.earlyStopping: found `5`; allowed: the path of a metric
            - earlyStopping: {metric: validation/loss, patience: -1} | found `-1`; allowed: a whole number of at least 0
            - earlyStopping: {metric: validation/loss, minDelta: -1} | found `-1`; allowed: a number of at least 0
            - earlyStopping: {metric: validation/loss, startEpoch: 0} | found `0`; allowed: a whole number of at least 1
            - earlyStopping: {metric: validation/loss, restoreBest: yes} | found `yes`; allowed: true or false
            - earlyStopping: {metric: validation/loss, mode: mni} | found `mni`; allowed: min, max; did you mean `min`?
            - earlyStopping: {metric: gradient/norm} | 4:29: stopWhen.0.earlyStopping.metric: found the metric `gradient/norm`, of which nobody can tell which way it gets better; allowed: mode: min or mode: max beside it
            - behindReference: {metric: learningRate, reference: a} | found the metric `learningRate`, of which nobody can tell
            - behindReference: {metric: validation/loss} | found no run to compare with; allowed: reference, here or in the specification
            - behindReference: {metric: train/loss, slack: -1, reference: a} | found `-1`; allowed: a number of at least 0
            - unreachable: {metric: train/loss, atMost: 1} | found no time by which to reach the value; allowed: within, or a rule maxEpochs or maxDuration
            - unreachable: {metric: train/loss, atMost: 1, within: 0} | found `0`; allowed: a whole number of at least 1
            - unreachable: {metric: train/loss, atMost: 1, within: soon} | found `soon`; allowed: a duration
            - plateau: {metric: train/loss, window: 1, deviation: 1} | found `1`; allowed: a whole number from 2 to 100000
            - plateau: {metric: train/loss, deviation: 0} | found `0`; allowed: a number above 0
            - plateau: {metric: train/loss}        | plateau.deviation: found nothing
            - overfitting: -0.1                    | found `-0.1`; allowed: a number of at least 0
            - overfitting: {gap: 1, patience: 0}   | found `0`; allowed: a whole number of at least 1
            - gradientBelow: 0                     | found `0`; allowed: a number above 0
            - gradientChangeBelow: {window: 3}     | relative: found nothing
            - diverged: {nonFinite: false}         | found a rule that can never fire; allowed: nonFinite: true, or a bound
            - diverged: true                       | stopWhen.0.diverged: found `true`; allowed: a number
            - score: {weights: {}, atLeast: 1}     | found an empty map; allowed: a map of metrics and their weights
            - score: {weights: {train/loss: x}, atLeast: 1} | score.weights.train/loss: found `x`; allowed: a number
            - allOf: []                            | stopWhen.0.allOf: found an empty list; allowed: a list of 1 to 1000
            - allOf: {rules: [maxEpochs]}          | stopWhen.0.allOf.rules.0: found `maxEpochs`; allowed: a rule
            - anyOf: 3                             | stopWhen.0.anyOf: found `3`; allowed: a list of 1 to 1000, each a rule
            - atLeastOf: [{maxEpochs: 1}]          | stopWhen.0.atLeastOf.count: found nothing
            - atLeastOf: {count: 3, rules: [{maxEpochs: 1}]} | found 3, but only 1 rules; allowed: a number from 1
            """)
    void shouldSayWhatIsWrongWithARule(String rule, String expected) {
        assertThat(problems(SpecTexts.withRules(rule)))
                .singleElement()
                .asString()
                .startsWith("train.yaml:")
                .contains(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            validation/los      | validation/loss
            validation/acuracy  | validation/accuracy
            val_accuracy        | validation/accuracy
            val/loss            | validation/loss
            accuracy            | validation/accuracy
            Train/Loss          | train/loss
            gradient/nrom       | gradient/norm
            learning_rate       | learningRate
            """)
    void shouldSuggestAMetric(String written, String suggested) {
        String rule = "- target: {metric: " + written + ", atMost: 1}";

        assertThat(problems(SpecTexts.withRules(rule)))
                .containsExactly("train.yaml:4:22: stopWhen.0.target.metric: found the metric `" + written
                        + "`, which is not measured; allowed: train/loss, train/accuracy, validation/loss,"
                        + " validation/accuracy, gradient/norm, learningRate, throughput/samplesPerSecond;"
                        + " did you mean `" + suggested + "`?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"score: {weights: {train/f1: 1}, atLeast: 1}", "earlyStopping: validation/f1"})
    void shouldKnowOnlyTheMetricsThatAreMeasured(String rule) throws Exception {
        String text = SpecTexts.withRules("- " + rule);

        assertThat(problems(text)).singleElement().asString().contains("/f1`, which is not measured");
        assertThat(SpecTexts.read(text, "training.metrics=[f1]").stopWhen()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            - maxEpochs: {epochs: 1, name: end}\\n- maxSteps: {steps: 1, name: end}
            - maxEpochs: 1\\n- maxSteps: {steps: 1, name: maxEpochs}
            - maxEpochs: {epochs: 1, name: end}\\n- anyOf: [{maxSteps: 1, name: end}]
            """)
    void shouldRefuseANameThatIsTaken(String rules) {
        assertThat(problems(SpecTexts.withRules(rules.replace("\\n", "\n"))))
                .singleElement()
                .asString()
                .contains("which another rule is called; allowed: a name of its own");
    }
}
