package io.jenkins.trainmodel.trainer.data.inference;

import io.jenkins.trainmodel.trainer.data.label.ClassNames;
import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Listing;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Labels of new samples as the model has learned them: the indices of its classes, or numbers in its scaling. */
public final class LearnedLabels {
    private final ClassNames classes;
    private final LabelScaling scaling;

    public LearnedLabels(LearnedData learned) {
        classes = new ClassNames(learned.signature().classNames(), UnaryOperator.identity());
        scaling = learned.signature().labels();
    }

    /**
     * Puts the index of a class.
     *
     * @param place where its name was read, for messages
     * @throws DataException if the model has no such class
     */
    public void putClass(String name, Supplier<String> place, ByteBuffer target) {
        target.putLong(classes.indexOf(name)
                .orElseThrow(() -> new DataException(place.get() + ": the class " + Quoted.of(name)
                        + " is none of the model's, which are " + Listing.of(classes.inOrder())
                        + "; correct the label, or leave such samples out")));
    }

    /** Puts a number to be predicted. */
    public void putNumber(double value, ByteBuffer target) {
        target.putFloat(scaling.apply(value));
    }
}
