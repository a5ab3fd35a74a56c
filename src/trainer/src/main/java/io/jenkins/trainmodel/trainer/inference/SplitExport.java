package io.jenkins.trainmodel.trainer.inference;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.SamplePlace;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.io.IOException;
import java.util.List;

/** Which sample trains, validates and tests, so that others can compute every number again. */
public record SplitExport(LoadedData data) {
    /** What stands in a row. */
    public static final List<Prediction.Column> COLUMNS = List.of(
            new Prediction.Column("part", false),
            new Prediction.Column("source", false),
            new Prediction.Column("sample", false));

    /**
     * Refuses data that is cut into windows which lie in no one place, before it is read.
     *
     * @throws DataException if it is text
     */
    public static void requirePlaces(DataSpec data) {
        if (data instanceof Text) {
            throw new DataException(
                    "text is split by sections that its own lines choose, and not by samples; docs/text.md says how");
        }
    }

    /**
     * Gives a row for every sample, part by part.
     *
     * @return how many there were
     */
    public long of(Prediction.Rows rows) throws IOException {
        long count = add("train", data.train(), rows) + add("validation", data.validation(), rows);
        return data.test().isPresent() ? count + add("test", data.test().get(), rows) : count;
    }

    private static long add(String part, Samples samples, Prediction.Rows rows) throws IOException {
        for (int sample = 0; sample < samples.size(); sample++) {
            SamplePlace place = samples.place(sample).orElseThrow();
            rows.add(List.of(part, place.source(), place.name()));
        }
        return samples.size();
    }
}
