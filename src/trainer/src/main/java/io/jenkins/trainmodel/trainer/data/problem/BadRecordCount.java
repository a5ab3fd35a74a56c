package io.jenkins.trainmodel.trainer.data.problem;

import io.jenkins.trainmodel.spec.data.BadRecords;
import java.util.ArrayList;
import java.util.List;

/** The records of a file or folder that cannot be read as samples, such as rows or images, and what becomes of them. */
public final class BadRecordCount {
    private static final int TOLD = 3;

    private final String source;
    private final BadRecords policy;
    private final Problems problems;
    /** What is wrong with the record that is read now. */
    private final List<String> ofRecord = new ArrayList<>();

    private final List<String> first = new ArrayList<>();
    private long count;

    /** @param problems takes what is wrong where that is an error */
    public BadRecordCount(String source, BadRecords policy, Problems problems) {
        this.source = source;
        this.policy = policy;
        this.problems = problems;
    }

    /** Something is wrong with the record that is read now. */
    public void add(String problem) {
        if (policy.areSkipped()) {
            ofRecord.add(problem);
        } else {
            problems.add(problem);
        }
    }

    /**
     * The record has ended, and is left out.
     *
     * @throws DataException if that is one more than may be
     */
    public void leaveOut() {
        if (ofRecord.isEmpty()) {
            return;
        }
        if (first.size() < TOLD) {
            first.add(ofRecord.get(0));
        }
        ofRecord.clear();
        if (++count > policy.skipped()) {
            List<String> found = new ArrayList<>(first);
            found.add(source + ": more than " + policy.skipped()
                    + " bad records, which are the most that badRecords leaves out; the first ones are above");
            throw new DataException(found);
        }
    }

    /** Says how many there were, and what was wrong with the first ones. */
    public void note(List<String> warnings) {
        if (count > 0) {
            warnings.add(source + ": " + count + (count == 1 ? " bad record was" : " bad records were")
                    + " left out, of " + policy.skipped() + " that may be");
            warnings.addAll(first);
        }
    }
}
