package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.Intervention.HyperparameterChanged;
import io.jenkins.trainmodel.words.PlainText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How values of a specification were changed, by key; of many changes of one key, the newest. */
final class SpecificationChanges {
    private static final int MOST_OF_A_KEY = 5;
    private static final int LONGEST = 60;

    private final Map<String, Deque<String>> words = new HashMap<>();

    private final ReportData run;

    SpecificationChanges(ReportData run) {
        this.run = run;
        run.notable(HyperparameterChanged.class).forEach(this::add);
    }

    /** Every text is cut before it is kept, since there may be thousands of a megabyte. */
    private void add(HyperparameterChanged change) {
        Deque<String> ofKey = words.computeIfAbsent(change.key(), key -> new ArrayDeque<>());
        if (ofKey.size() == MOST_OF_A_KEY) {
            ofKey.removeFirst();
        }
        ofKey.addLast(run.say("change.inEpoch", PlainText.of(change.to(), LONGEST), change.epoch()));
    }

    /** What is said of a list without elements. */
    String none() {
        return run.say("specification.none");
    }

    /** The values that this key was given, in the order of the run. */
    Optional<String> of(String key) {
        return Optional.ofNullable(words.get(key)).map(ofKey -> String.join(", ", ofKey));
    }
}
