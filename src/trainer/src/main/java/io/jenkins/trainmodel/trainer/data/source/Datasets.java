package io.jenkins.trainmodel.trainer.data.source;

import io.jenkins.trainmodel.spec.data.AugmentSpec;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Series;
import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.trainer.custom.OwnData;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.augment.Augmentation;
import io.jenkins.trainmodel.trainer.data.augment.AugmentedSamples;
import io.jenkins.trainmodel.trainer.data.csv.CsvData;
import io.jenkins.trainmodel.trainer.data.csv.Tables;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.idx.IdxData;
import io.jenkins.trainmodel.trainer.data.image.ImageData;
import io.jenkins.trainmodel.trainer.data.query.QueryTable;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.data.series.SeriesData;
import io.jenkins.trainmodel.trainer.data.text.TextData;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads the data of a specification, whatever its kind.
 *
 * @param libraries where libraries that some kinds need are fetched from; what was made of data is kept in their cache as well
 * @param classpath where parts of users' own lie
 */
public record Datasets(LibraryRequest libraries, LoadProgress progress, List<Path> classpath) {
    private static final String TOKENS = "tokens";
    private static final String ROWS = "rows";

    /** Without parts of users' own. */
    public Datasets(LibraryRequest libraries, LoadProgress progress) {
        this(libraries, progress, List.of());
    }

    /**
     * Reads everything once, checks it and splits it.
     *
     * @param seed of the split
     * @param expected a model that is to go on with the data
     * @throws DataException with all problems that were found, if the data cannot be trained on, or its classes, columns or
     *     tokens are not the model's
     */
    public LoadedData load(DataSpec spec, long seed, Optional<Expectation> expected) {
        LoadedData data = read(spec, seed, expected);
        return spec.augment()
                .map(augment -> data.trainingOn(augmented(augment, data)))
                .orElse(data);
    }

    private static Samples augmented(AugmentSpec augment, LoadedData data) {
        Augmentation augmentation = Augmentation.of(augment, data);
        return augment.variesImages() ? new AugmentedSamples(data.train(), augmentation) : data.train();
    }

    private LoadedData read(DataSpec spec, long seed, Optional<Expectation> expected) {
        if (spec instanceof Text text) {
            Path kept = libraries.cache().resolve(TOKENS);
            return new TextData(text, kept, libraries, progress).load(seed, expected);
        }
        MemoryBudget budget = MemoryBudget.ofHeap();
        if (spec instanceof DataSpec.Csv csv) {
            return new CsvData(csv, new Tables(libraries, progress), budget).load(seed, expected);
        }
        if (spec instanceof DataSpec.Table table) {
            Path disk = libraries.cache().resolve(ROWS);
            return new CsvData(
                            table.rows(),
                            result -> new QueryTable(table, libraries, disk, progress),
                            budget,
                            Optional.of(disk),
                            progress)
                    .load(seed, expected);
        }
        if (spec instanceof Series series) {
            return new SeriesData(series, new Tables(libraries, progress), budget).load(seed, expected);
        }
        if (spec instanceof DataSpec.Custom custom) {
            return new OwnData(custom, classpath, progress, budget).load(seed, expected);
        }
        return spec instanceof DataSpec.Idx idx
                ? new IdxData(idx, progress, budget).load(seed, expected)
                : new ImageData((DataSpec.ImageFolder) spec, progress, budget).load(seed, expected);
    }
}
