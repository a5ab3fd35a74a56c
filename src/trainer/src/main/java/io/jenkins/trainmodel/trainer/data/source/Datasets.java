package io.jenkins.trainmodel.trainer.data.source;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.csv.CsvData;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.idx.IdxData;
import io.jenkins.trainmodel.trainer.data.image.ImageData;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import java.util.Optional;

/** Reads the data of a specification, whatever its kind. */
public final class Datasets {
    private Datasets() {}

    /**
     * Reads everything once, checks it and splits it.
     *
     * @param seed of the split
     * @throws DataException with all problems that were found, if the data cannot be trained on
     */
    public static LoadedData load(DataSpec spec, long seed, LoadProgress progress) {
        return load(spec, seed, Optional.empty(), progress);
    }

    /**
     * The same for a model that is to go on with the data.
     *
     * @throws DataException also if the classes or columns are not the model's
     */
    public static LoadedData load(DataSpec spec, long seed, Optional<Expectation> expected, LoadProgress progress) {
        MemoryBudget budget = MemoryBudget.ofHeap();
        if (spec instanceof DataSpec.Csv csv) {
            return new CsvData(csv, progress, budget).load(seed, expected);
        }
        return spec instanceof DataSpec.Idx idx
                ? new IdxData(idx, progress, budget).load(seed, expected)
                : new ImageData((DataSpec.ImageFolder) spec, progress, budget).load(seed, expected);
    }
}
