package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.spec.data.BadRecords;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Problems;
import java.util.ArrayList;
import java.util.List;

/** The rows of a file that cannot be read as samples, and what becomes of them. */
final class BadRows {
    private static final int TOLD = 3;

    private final String source;
    private final BadRecords policy;
    private final Problems problems;
    /** What is wrong with the row that is read now. */
    private final List<String> ofRow = new ArrayList<>();

    private final List<String> first = new ArrayList<>();
    private long count;

    /** @param problems takes what is wrong where that is an error */
    BadRows(String source, BadRecords policy, Problems problems) {
        this.source = source;
        this.policy = policy;
        this.problems = problems;
    }

    /** Something is wrong with the row that is read now. */
    void add(String problem) {
        if (policy.areSkipped()) {
            ofRow.add(problem);
        } else {
            problems.add(problem);
        }
    }

    /**
     * The row has ended, and is left out.
     *
     * @throws DataException if that is one more than may be
     */
    void leaveOut() {
        if (ofRow.isEmpty()) {
            return;
        }
        if (first.size() < TOLD) {
            first.add(ofRow.get(0));
        }
        ofRow.clear();
        if (++count > policy.skipped()) {
            List<String> found = new ArrayList<>(first);
            found.add(source + ": more than " + policy.skipped()
                    + " bad rows, which are the most that badRecords leaves out; the first ones are above");
            throw new DataException(found);
        }
    }

    /** Says how many there were, and what was wrong with the first ones. */
    void note(List<String> warnings) {
        if (count > 0) {
            warnings.add(source + ": " + count + (count == 1 ? " bad row was" : " bad rows were") + " left out, of "
                    + policy.skipped() + " that may be");
            warnings.addAll(first);
        }
    }
}
