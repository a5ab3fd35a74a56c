package io.jenkins.trainmodel.trainer.data.source;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Series;
import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.trainer.custom.Fingerprints;
import io.jenkins.trainmodel.trainer.custom.OwnSamples;
import io.jenkins.trainmodel.trainer.data.csv.TableSamples;
import io.jenkins.trainmodel.trainer.data.csv.Tables;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.idx.IdxSamples;
import io.jenkins.trainmodel.trainer.data.image.ImageSamples;
import io.jenkins.trainmodel.trainer.data.inference.LearnedData;
import io.jenkins.trainmodel.trainer.data.inference.StoredData;
import io.jenkins.trainmodel.trainer.data.inference.StreamedData;
import io.jenkins.trainmodel.trainer.data.inference.UnseenData;
import io.jenkins.trainmodel.trainer.data.inference.UnseenRequest;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.data.series.UnseenSeries;
import io.jenkins.trainmodel.trainer.data.text.UnseenText;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Opens new samples for a model, of whatever kind those are that it has learned.
 *
 * @param spec the data that it has learned, by which new samples are read
 * @param libraries where libraries that some kinds need are fetched from
 * @param classpath where parts of users' own lie
 * @param then what lay there in the run
 */
public record UnseenDatasets(
        DataSpec spec,
        LearnedData learned,
        LibraryRequest libraries,
        LoadProgress progress,
        List<Path> classpath,
        Fingerprints then) {
    /** Without parts of users' own. */
    public UnseenDatasets(DataSpec spec, LearnedData learned, LibraryRequest libraries, LoadProgress progress) {
        this(spec, learned, libraries, progress, List.of(), Fingerprints.NONE);
    }

    /**
     * Samples of which it is known what the model should say.
     *
     * @throws DataException if they cannot be read, or are not like those that the model has learned
     */
    public UnseenData open(UnseenRequest request) {
        if (spec instanceof Text text) {
            return new UnseenText(text, learned, libraries, progress).of(request.paths());
        }
        if (spec instanceof Series series) {
            UnseenSeries unseen = series(series, request);
            return new StoredData(unseen.windows(), unseen.notes(), () -> {});
        }
        return stream(request);
    }

    /** Samples one by one: rows of tables and of IDX files, and images. */
    public StreamedData stream(UnseenRequest request) {
        if (spec instanceof DataSpec.Table table) {
            return new UnseenDatasets(table.rows(), learned, libraries, progress).stream(request);
        }
        if (spec instanceof DataSpec.Csv csv) {
            Tables files = new Tables(libraries, progress);
            return new StreamedData(learned, notes -> new TableSamples(csv, learned, request, files, notes));
        }
        if (spec instanceof DataSpec.Idx idx) {
            return new StreamedData(learned, notes -> new IdxSamples(idx, learned, request, progress));
        }
        if (spec instanceof DataSpec.Custom custom) {
            return new StreamedData(learned, notes -> own(custom, request, notes));
        }
        DataSpec.ImageFolder folder = (DataSpec.ImageFolder) spec;
        return new StreamedData(learned, notes -> new ImageSamples(folder, learned, request, progress, notes));
    }

    private OwnSamples own(DataSpec.Custom custom, UnseenRequest request, Consumer<String> notes) {
        OwnSamples.otherCode(custom, classpath, then).ifPresent(notes);
        return new OwnSamples(custom, classpath, then, learned, request);
    }

    /** Series that go on after their end. */
    public UnseenSeries series(UnseenRequest request) {
        return series((Series) spec, request);
    }

    private UnseenSeries series(Series series, UnseenRequest request) {
        if (request.paths().size() != 1) {
            throw new DataException("series are read from one file, and "
                    + request.paths().size() + " were named; put them into one, with a column that tells them apart");
        }
        Path path = request.paths().get(0);
        return new UnseenSeries(series.at(path), learned, new Tables(libraries, progress), MemoryBudget.ofHeap());
    }
}
