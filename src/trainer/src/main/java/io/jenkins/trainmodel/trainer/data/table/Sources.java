package io.jenkins.trainmodel.trainer.data.table;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.split.Split;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What was read, by what it is for.
 *
 * @param table for training, and for validation where nothing else is
 * @param validation for validation only
 * @param test for the test only; may share the features of the table
 */
public record Sources(SampleTable table, Optional<SampleTable> validation, Optional<SampleTable> test) {

    /**
     * Sources of which a share is kept for the test where the specification wants one and gives no data of its own. A
     * sample is taken by the number of its content, as it is for validation, but from the other end, so that neither share
     * moves the samples of the other. A class of which too few samples would be left keeps all of them.
     *
     * @throws DataException if the share is too small for a single sample
     */
    public static Sources of(
            SampleTable table,
            Optional<SampleTable> validation,
            Optional<SampleTable> test,
            DataSpec.Drawn spec,
            long seed) {
        if (test.isPresent() || spec.test().isEmpty()) {
            return new Sources(table, validation, test);
        }
        double from = 1 - spec.test().get();
        double[] numbers = Split.numbers(table.contents(), seed);
        IntPredicate isTested = table.labels().leavingEnough(sample -> numbers[sample] >= from);
        if (IntStream.range(0, numbers.length).noneMatch(isTested)) {
            throw new DataException(table.source() + ": no sample is left for the test by test: "
                    + spec.test().get() + "; give a larger share, more samples, or test data of its own");
        }
        return new Sources(
                table.with(table.labels().only(isTested.negate())),
                validation,
                Optional.of(table.with(table.labels().only(isTested))));
    }
}
