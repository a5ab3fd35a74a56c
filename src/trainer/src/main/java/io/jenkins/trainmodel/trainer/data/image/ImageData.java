package io.jenkins.trainmodel.trainer.data.image;

import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.data.file.FileName;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.file.SourceFile;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.data.table.Assembly;
import io.jenkins.trainmodel.trainer.data.table.Preparation;
import io.jenkins.trainmodel.trainer.data.table.SampleTable;
import io.jenkins.trainmodel.trainer.data.table.Sources;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Data in folders of images. */
public final class ImageData {
    private final DataSpec.ImageFolder spec;
    private final ImageDecoder decoder;
    private final LoadProgress progress;
    private final MemoryBudget budget;
    private final List<DataFile> read = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    public ImageData(DataSpec.ImageFolder spec, LoadProgress progress, MemoryBudget budget) {
        this.spec = spec;
        this.progress = progress;
        this.budget = budget;
        decoder = new ImageDecoder(spec.height(), spec.width(), spec.grayscale());
    }

    public LoadedData load(long seed, Optional<Expectation> expected) {
        // decoding needs no screen, and must not look for one
        System.setProperty("java.awt.headless", "true");
        SampleTable table = read(spec.path());
        Optional<SampleTable> held = spec.validationPath().map(this::read);
        Preprocessing scaling = Preprocessing.scaled(
                (spec.grayscale() ? "gray" : "RGB") + " images, upright by EXIF, resized to " + spec.height() + "×"
                        + spec.width() + " (height×width) with an antialiased bilinear filter, multiplied by 1/255",
                List.of(),
                1.0 / 255);
        Optional<SampleTable> test = spec.testPath().map(this::read);
        return new Assembly(Sources.of(table, held, test, spec, seed), spec.validation(), seed, expected, warnings)
                .assemble(List.of(decoder.channels(), spec.height(), spec.width()), Preparation.done(scaling), read);
    }

    private SampleTable read(Path path) {
        ImageFolder folder = ImageFolder.list(path);
        warnings.addAll(folder.notes());
        MessageDigest digest = SourceFile.sha256();
        SampleTable table = new ImageTable(folder, decoder, progress, budget).read(digest, spec.badRecords(), warnings);
        if (table.features().isCostly()) {
            warnings.add(
                    path + ": the decoded images do not fit into memory; those that do not are decoded anew in every"
                            + " epoch, which more heap (such as -Xmx16g) saves");
        }
        read.add(new DataFile(FileName.of(path), HexFormat.of().formatHex(digest.digest())));
        return table;
    }
}
