package io.jenkins.plugins.trainmodel.dryrun;

import io.jenkins.trainmodel.check.Check;
import io.jenkins.trainmodel.check.CheckReport;
import io.jenkins.trainmodel.check.Estimate;
import java.util.ArrayList;
import java.util.TreeMap;

/** What a dry run has found, as a Pipeline gets it: texts, numbers, lists and maps only. */
public final class DryRunWords {
    private DryRunWords() {}

    public static ArrayList<TreeMap<String, Object>> checks(CheckReport report) {
        ArrayList<TreeMap<String, Object>> checks = new ArrayList<>();
        for (Check check : report.checks()) {
            TreeMap<String, Object> words = new TreeMap<>();
            words.put("subject", check.subject().word());
            words.put("status", check.status().word());
            words.put("findings", new ArrayList<>(check.findings()));
            checks.add(words);
        }
        return checks;
    }

    public static TreeMap<String, Object> estimate(Estimate estimate) {
        TreeMap<String, Object> words = new TreeMap<>();
        words.put("device", estimate.device());
        words.put("secondsAnEpoch", estimate.epoch().seconds());
        words.put("memoryBytes", estimate.memory().process());
        words.put("diskBytes", estimate.disk().total());
        estimate.total().ifPresent(total -> words.put("seconds", total.seconds()));
        estimate.plannedEpochs().ifPresent(epochs -> words.put("epochs", epochs));
        return words;
    }
}
