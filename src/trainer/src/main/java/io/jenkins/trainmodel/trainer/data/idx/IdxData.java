package io.jenkins.trainmodel.trainer.data.idx;

import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.data.file.FileName;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.label.RawLabels;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.rows.FeatureRows;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.data.table.Assembly;
import io.jenkins.trainmodel.trainer.data.table.Preparation;
import io.jenkins.trainmodel.trainer.data.table.SampleTable;
import io.jenkins.trainmodel.trainer.data.table.Sources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Data in IDX files, as MNIST has it. */
public final class IdxData {
    private final DataSpec.Idx spec;
    private final LoadProgress progress;
    private final IdxTable tables;
    private final List<DataFile> read = new ArrayList<>();

    public IdxData(DataSpec.Idx spec, LoadProgress progress, MemoryBudget budget) {
        this.spec = spec;
        this.progress = progress;
        tables = new IdxTable(spec.scale(), spec.task(), budget);
    }

    public LoadedData load(long seed, Optional<Expectation> expected) {
        if (spec.validationImages().isPresent() != spec.validationLabels().isPresent()) {
            throw new DataException("validation images and validation labels must be given together");
        }
        Source train = read(spec.images(), spec.labels());
        Optional<Source> held = spec.validationImages()
                .map(images -> read(images, spec.validationLabels().orElseThrow()));
        Optional<Source> test =
                spec.testImages().map(images -> read(images, spec.testLabels().orElseThrow()));
        Stream.of(held, test).flatMap(Optional::stream).forEach(source -> requireSameShape(train, source));
        Preprocessing scaling =
                Preprocessing.scaled("raw values multiplied by " + spec.scale(), List.of(), spec.scale());
        Sources sources = Sources.of(train.table, held.map(Source::table), test.map(Source::table), spec, seed);
        return new Assembly(sources, spec.validation(), seed, expected, List.of())
                .assemble(IdxTable.sampleShape(train.rowShape), Preparation.done(scaling), read);
    }

    private Source read(Path images, Path labels) {
        try (IdxFile imageFile = IdxFile.open(images, progress);
                IdxFile labelFile = IdxFile.open(labels, progress)) {
            if (imageFile.size() != labelFile.size()) {
                throw new DataException(images + " holds " + imageFile.size() + " samples, but " + labels + " holds "
                        + labelFile.size() + " labels; they do not belong together");
            }
            RawLabels raw = tables.labels(labelFile);
            LongStream.Builder contents = LongStream.builder();
            FeatureRows features = tables.features(imageFile, contents);
            SampleTable table = new SampleTable(
                    images.toString(),
                    features,
                    raw,
                    number -> Integer.toString(number + 1),
                    contents.build().toArray());
            read.add(new DataFile(FileName.of(images), imageFile.fingerprint()));
            read.add(new DataFile(FileName.of(labels), labelFile.fingerprint()));
            return new Source(table, imageFile.rowShape());
        }
    }

    private void requireSameShape(Source train, Source held) {
        if (!train.rowShape.equals(held.rowShape)) {
            throw new DataException(held.table.source() + ": samples of shape " + held.rowShape
                    + ", but those for training have " + train.rowShape);
        }
    }

    private record Source(SampleTable table, List<Integer> rowShape) {}
}
