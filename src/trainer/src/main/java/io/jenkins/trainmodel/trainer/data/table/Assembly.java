package io.jenkins.trainmodel.trainer.data.table;

import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.file.Fingerprint;
import io.jenkins.trainmodel.trainer.data.label.RawLabels;
import io.jenkins.trainmodel.trainer.data.rows.FeatureRows;
import io.jenkins.trainmodel.trainer.data.split.HoldOut;
import io.jenkins.trainmodel.trainer.data.table.Preparation.Prepared;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts what was read together: classes, split, standardization.
 *
 * @param share the share of the table that validates where no validation data is given, in (0, 1)
 * @param expected a model whose classes and label scaling the data takes over
 * @param warnings of reading
 */
public record Assembly(
        Sources sources, double share, long seed, Optional<Expectation> expected, List<String> warnings) {

    /** Who trains, who validates, who tests. */
    private record Roles(Parts parts, Optional<Parts.Part> test) {
        HoldOut holdOut(Sources sources) {
            return test.map(part ->
                            parts.holdOut().and(sources.test().orElseThrow().contents(), part.selection()))
                    .orElse(parts.holdOut());
        }
    }

    /**
     * The data of a run.
     *
     * @param shape of a sample; empty: it is flat
     * @param files that were read, in this order
     */
    public LoadedData assemble(List<Integer> shape, Preparation preparation, List<DataFile> files) {
        List<String> notes = new ArrayList<>(warnings);
        Roles roles = sources.table().labels() instanceof RawLabels.Named ? ofClasses(notes) : ofNumbers(notes);
        Parts parts = roles.parts;
        Prepared features = preparation.learn(sources.table(), parts.train().selection(), notes);
        SampleTable held = sources.validation().orElse(sources.table());
        FeatureRows rows = features.rows().apply(sources.table().features());
        return new LoadedData(
                samples(rows, sources.table(), sources.table(), features, parts.train()),
                samples(rows, sources.table(), held, features, parts.validation()),
                roles.test.map(
                        part -> samples(rows, sources.table(), sources.test().orElseThrow(), features, part)),
                shape.isEmpty() ? List.of(rows.width()) : shape,
                parts.classNames(),
                parts.classCounts(),
                Fingerprint.of(files.stream().map(DataFile::sha256).toList()),
                features.preprocessing(),
                parts.labels(),
                roles.holdOut(sources),
                List.copyOf(notes),
                Optional.empty(),
                Optional.empty(),
                new FactFinder(sources.table(), rows, parts, roles.test).facts(files, features));
    }

    private Roles ofClasses(List<String> notes) {
        ClassAssignment classes = new ClassAssignment(sources.table(), expected);
        return new Roles(
                classes.parts(sources.validation(), share, seed, notes),
                sources.test().map(classes::test));
    }

    private Roles ofNumbers(List<String> notes) {
        Parts parts = Parts.ofNumbers(sources.table(), sources.validation(), share, seed, expected, notes);
        return new Roles(parts, sources.test().map(test -> Parts.testOfNumbers(test, parts.labels())));
    }

    /** Sources that share their features share them prepared as well. */
    private static Samples samples(
            FeatureRows rows, SampleTable table, SampleTable source, Prepared features, Parts.Part part) {
        boolean same = source.features() == table.features();
        FeatureRows prepared = same ? rows : features.rows().apply(source.features());
        return new StoredSamples(prepared, part.labels(), part.selection(), source.places());
    }
}
