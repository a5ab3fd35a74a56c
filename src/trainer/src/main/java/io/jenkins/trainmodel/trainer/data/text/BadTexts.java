package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.spec.data.BadRecords;
import io.jenkins.trainmodel.trainer.data.problem.BadRecordCount;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Problems;
import java.util.ArrayList;
import java.util.List;

/** The lines and files of a text that are none, and what becomes of them. A text is read several times, and counted anew each time. */
final class BadTexts {
    private final String source;
    private final BadRecords policy;
    private BadRecordCount count;

    /** @param source what was asked for, in messages */
    BadTexts(String source, BadRecords policy) {
        this.source = source;
        this.policy = policy;
        begin();
    }

    /** Reading begins. */
    void begin() {
        count = new BadRecordCount(source, policy, new Problems());
    }

    boolean areSkipped() {
        return policy.areSkipped();
    }

    /** One is left out; throws what it is where none may be, or if that is one more than may be. */
    void leaveOut(DataException problem) {
        if (!areSkipped()) {
            throw problem;
        }
        count.add(problem.problems().get(0));
        count.leaveOut();
    }

    /** How many there were since reading began, and what was wrong with the first ones. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        count.note(notes);
        return List.copyOf(notes);
    }
}
