package io.jenkins.trainmodel.trainer.data;

import io.jenkins.trainmodel.trainer.data.column.ColumnEncoding;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Listing;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A model whose parameters are to go on with the data, which must therefore mean the same by its inputs and outputs. They
 * are matched by name: in another order they are put into the model's; where names are missing or new, the data is refused.
 *
 * @param model what it is called in messages, such as "the reference nightly #41"
 * @param keepsOutputs whether no layer that gives its outputs begins anew
 * @param otherwise how to train for other classes, such as "begin without that model"
 * @param tokens how many tokens a language model knows; 0: nobody says
 */
public record Expectation(String model, DataSignature signature, boolean keepsOutputs, String otherwise, int tokens) {
    /** How to train for other classes than those of a model that others decide to begin with. */
    public static final String WITHOUT = "begin without that model";

    /** Of a model that goes on as it is. */
    public Expectation(String model, DataSignature signature) {
        this(model, signature, true, WITHOUT);
    }

    /** Of a model that may be of any kind. */
    public Expectation(String model, DataSignature signature, boolean keepsOutputs, String otherwise) {
        this(model, signature, keepsOutputs, otherwise, 0);
    }

    /**
     * Compares what is forecast: targets have an order, so that nothing can be matched by name.
     *
     * @throws DataException if the model's numbers mean otherwise
     */
    public void requireLike(String source, Forecast found) {
        signature
                .forecast()
                .flatMap(learned -> found.difference(model, learned, keepsOutputs))
                .ifPresent(difference -> {
                    throw new DataException(
                            source + ": " + difference + "; take the same, or begin without that model");
                });
    }

    /**
     * Compares how columns become features, which come in the model's order.
     *
     * @throws DataException that names the first column of which the model has other features
     */
    public void requireLike(String source, List<ColumnEncoding> found) {
        if (signature.columns().isEmpty()) {
            return;
        }
        for (int column = 0; column < found.size(); column++) {
            List<String> features = found.get(column).features();
            List<String> learned = signature.encodings().isEmpty()
                    ? List.of(signature.columns().get(column))
                    : signature.encodings().get(column).features();
            if (!features.equals(learned)) {
                throw new DataException(source + ": the column "
                        + Quoted.of(found.get(column).column()) + " has the features " + Listing.of(features)
                        + ", and for " + model + " " + Listing.of(learned)
                        + "; let columns say the same of it, or " + WITHOUT);
            }
        }
    }

    /**
     * The columns in the model's order.
     *
     * @throws DataException that names the columns which only one side has
     */
    public List<String> columns(String source, List<String> found) {
        return ordered(source, "feature columns", signature.columns(), found, WITHOUT);
    }

    /** The classes in the model's order; throws as above. */
    public List<String> classNames(String source, List<String> found) {
        return ordered(source, "classes", signature.classNames(), found, otherwise);
    }

    private List<String> ordered(String source, String kind, List<String> known, List<String> found, String otherwise) {
        if (known.isEmpty()) {
            return found;
        }
        List<String> missing = without(known, found);
        List<String> added = without(found, known);
        if (missing.isEmpty() && added.isEmpty()) {
            return known;
        }
        List<String> differences = new ArrayList<>();
        if (!missing.isEmpty()) {
            differences.add("only the model has " + Listing.of(missing));
        }
        if (!added.isEmpty()) {
            differences.add("only the data has " + Listing.of(added));
        }
        throw new DataException(source + ": the " + kind + " are not those of " + model + ": "
                + String.join(", ", differences) + "; give them the same names, or " + otherwise);
    }

    private static List<String> without(List<String> names, List<String> others) {
        Set<String> left = new LinkedHashSet<>(names);
        left.removeAll(Set.copyOf(others));
        return List.copyOf(left);
    }
}
