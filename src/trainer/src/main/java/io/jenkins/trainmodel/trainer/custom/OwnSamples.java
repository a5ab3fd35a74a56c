package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.inference.LearnedData;
import io.jenkins.trainmodel.trainer.data.inference.LearnedLabels;
import io.jenkins.trainmodel.trainer.data.inference.SampleReader;
import io.jenkins.trainmodel.trainer.data.inference.UnseenRequest;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The samples of a data source of a user's own for a model. */
public final class OwnSamples implements SampleReader {
    private final OpenSource source;
    private final LearnedData learned;
    private final LearnedLabels labels;
    private final boolean labelled;
    private int number;

    /**
     * The samples of a request.
     *
     * @param then the class path of the run
     * @throws DataException if the source cannot be given other data, or its samples are not like those that were learned
     * @throws PartException if the source is not on the class path
     */
    public OwnSamples(
            DataSpec.Custom spec, List<Path> classpath, Fingerprints then, LearnedData learned, UnseenRequest request) {
        this.learned = learned;
        labels = new LearnedLabels(learned);
        labelled = request.labelled();
        source = open(OpenSource.at(spec.part(), request.paths()), classpath, then);
        if (!source.shape().equals(learned.sampleShape())) {
            List<Integer> shape = source.shape();
            source.close();
            throw new DataException(spec.part().name() + ": samples of shape " + shape
                    + ", but those that the model has learned have " + learned.sampleShape());
        }
    }

    private static OpenSource open(PartSpec part, List<Path> classpath, Fingerprints then) {
        try {
            return OpenSource.open(part, classpath);
        } catch (PartException absent) {
            throw absent.since(ClassPath.of(classpath).fingerprints().differenceFrom(then));
        }
    }

    /**
     * That they are read by other code than those which were learned, one sentence; empty where the code is the same. It need
     * not matter: a jar that is built again from the same sources is another one, too.
     *
     * @param then the class path of the run
     */
    public static Optional<String> otherCode(DataSpec.Custom spec, List<Path> classpath, Fingerprints then) {
        return ClassPath.of(classpath)
                .fingerprints()
                .differenceFrom(then)
                .map(difference ->
                        "The samples of the data source " + spec.part().name()
                                + " may not be read as those that the model has learned: " + difference
                                + ". If it gives its samples in another way now, put back what was there.");
    }

    @Override
    public boolean read(ByteBuffer features, ByteBuffer labelTarget) {
        if (number == source.size()) {
            return false;
        }
        for (float feature : source.features(number)) {
            features.putFloat(feature);
        }
        if (labelled) {
            putLabel(labelTarget);
        }
        number++;
        return true;
    }

    private void putLabel(ByteBuffer target) {
        if (learned.task() == Task.CLASSIFICATION) {
            int place = number + 1;
            labels.putClass(source.className(number), () -> source.what() + ", sample " + place, target);
        } else {
            labels.putNumber(source.target(number), target);
        }
    }

    @Override
    public String name() {
        return Integer.toString(number);
    }

    @Override
    public void close() {
        source.close();
    }
}
