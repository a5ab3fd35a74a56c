package io.jenkins.trainmodel.spec.data;

import io.jenkins.trainmodel.spec.data.DataSpec.Drawn;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import java.util.List;
import java.util.Optional;

/** The keys that several kinds of data have, and what must hold between them. */
final class DataKeys {
    static final Key<Drawn, Double> VALIDATION = Key.of(
            "validation",
            Types.between(0, 1),
            Drawn::validation,
            0.2,
            "Share of the samples that is held out for validation, drawn with the seed; unused where validation data"
                    + " is given.");
    static final Key<Drawn, Optional<Double>> TEST = Key.optional(
            "test",
            Types.between(0, 1),
            Drawn::test,
            "Share of the samples that is kept for the test, drawn with the seed: the model that is kept is measured"
                    + " on them once, at the end, and no rule sees them; unused where test data is given.");
    static final Key<DataSpec, Task> TASK = Key.of(
            "task",
            Types.words(List.of(Task.CLASSIFICATION, Task.REGRESSION)),
            DataSpec::task,
            Task.CLASSIFICATION,
            "Whether labels are classes or numbers.");

    /** What the key says that varies images. */
    static final String AUGMENT =
            "How training images are varied, anew in every epoch; validation and test images stay as they are.";

    private DataKeys() {}

    /** Some samples must be left to train with. */
    static void checkShares(Values values, ReadContext context) {
        double validation = values.find(VALIDATION).orElse(0.0);
        double test = values.find(TEST).flatMap(share -> share).orElse(0.0);
        checkShares(validation, test, values, context);
    }

    /** Some samples must be left to train with; a share is unused where data of its own is given. */
    static void checkShares(Key<?, ?> validationData, Key<?, ?> testData, Values values, ReadContext context) {
        double validation =
                values.isGiven(validationData) ? 0 : values.find(VALIDATION).orElse(0.0);
        double test = values.isGiven(testData)
                ? 0
                : values.find(TEST).flatMap(share -> share).orElse(0.0);
        checkShares(validation, test, values, context);
    }

    private static void checkShares(double validation, double test, Values values, ReadContext context) {
        if (validation + test >= 1) {
            context.report(
                    values.node(TEST), "with validation all of the samples", "a share that leaves some to train with");
        }
    }
}
