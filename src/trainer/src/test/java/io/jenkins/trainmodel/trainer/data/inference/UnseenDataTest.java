package io.jenkins.trainmodel.trainer.data.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.spec.data.BadRecords;
import io.jenkins.trainmodel.spec.data.Calendar;
import io.jenkins.trainmodel.spec.data.ColumnSpec;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.HeldOut;
import io.jenkins.trainmodel.spec.data.Series;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.spec.data.TokenizerSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.SamplePlace;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.data.batch.BatchStream;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.series.UnseenSeries;
import io.jenkins.trainmodel.trainer.data.source.Datasets;
import io.jenkins.trainmodel.trainer.data.source.SampleReader;
import io.jenkins.trainmodel.trainer.data.source.UnseenDatasets;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New samples are prepared, bit for bit, as those were that a model has learned and was validated on. */
class UnseenDataTest {
    private static final int BATCH = 4;
    private static final Path OPEN = Path.of("/proc/self/fd");

    @TempDir
    private Path folder;

    private static LoadedData load(DataSpec spec) {
        return new Datasets(TestEngine.libraries(), LoadProgress.NONE).load(spec, 1, Optional.empty());
    }

    private static UnseenDatasets unseen(DataSpec spec, LoadedData data) {
        LearnedData learned = new LearnedData(
                spec.task(), data.sampleShape(), data.preprocessing(), data.signature(), data.tokenizer());
        return new UnseenDatasets(spec, learned, TestEngine.libraries(), LoadProgress.NONE);
    }

    private static UnseenRequest labelled(Path... paths) {
        return new UnseenRequest(List.of(paths), true, Optional.empty());
    }

    private static UnseenRequest unlabelled(Path... paths) {
        return new UnseenRequest(List.of(paths), false, Optional.empty());
    }

    /** The bytes of features and labels, sample by sample. */
    private static List<List<byte[]>> bytes(BatchStream batches) {
        List<List<byte[]>> samples = new ArrayList<>();
        try (batches) {
            while (batches.hasNext()) {
                try (Batch batch = batches.next()) {
                    for (int sample = 0; sample < batch.size(); sample++) {
                        samples.add(List.of(
                                part(batch.features(), sample, batch.size()),
                                part(batch.labels(), sample, batch.size())));
                    }
                }
            }
        }
        return samples;
    }

    private static byte[] part(ByteBuffer all, int number, int of) {
        byte[] bytes = new byte[all.limit() / of];
        all.get(number * bytes.length, bytes);
        return bytes;
    }

    private static List<List<byte[]>> bytes(Samples samples) {
        return bytes(BatchLoader.inSequence(samples, BATCH));
    }

    private static void assertSame(List<List<byte[]>> found, List<List<byte[]>> expected) {
        assertThat(expected).isNotEmpty();
        assertThat(found).hasSameSizeAs(expected);
        for (int sample = 0; sample < expected.size(); sample++) {
            assertThat(found.get(sample).get(0))
                    .as("features of %d", sample)
                    .isEqualTo(expected.get(sample).get(0));
            assertThat(found.get(sample).get(1))
                    .as("label of %d", sample)
                    .isEqualTo(expected.get(sample).get(1));
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String rows(int from, int count, String label) {
        return IntStream.range(from, from + count)
                .mapToObj(row -> row * 0.37 + "," + (1e9 + row * row) + "," + label.formatted(row % 3))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private DataSpec.Csv table(Task task, boolean standardize, DataSpec.Missing missing) throws IOException {
        String label = task == Task.CLASSIFICATION ? "class %d" : "1%d000.25";
        return new DataSpec.Csv(
                write("train.csv", "width,age,label\n" + rows(0, 30, label)),
                "label",
                task,
                0.5,
                standardize,
                List.of(),
                0.2,
                Optional.of(write("held.csv", "width,age,label\n" + rows(40, 10, label))),
                List.of(),
                missing,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void shouldStandardiseRowsOfTablesByWhatTheTrainingRowsWereLike() throws IOException {
        for (Task task : List.of(Task.CLASSIFICATION, Task.REGRESSION)) {
            DataSpec.Csv spec = table(task, task == Task.CLASSIFICATION, DataSpec.Missing.FAIL);
            LoadedData data = load(spec);

            assertSame(
                    bytes(unseen(spec, data)
                            .open(labelled(spec.validationPath().orElseThrow()))
                            .batches(BATCH)),
                    bytes(data.validation()));
        }
    }

    @Test
    void shouldEncodeWordsDatesAndGapsAsTheyWereLearned() throws IOException {
        String header = "colour,day,age,label\n";
        Path train = write("train.csv", header + encoded(0, 40));
        Path held = write("held.csv", header + encoded(50, 30) + "teal,,7,class 1\nred,,tall,class 0\nred\n");
        DataSpec.Csv spec = new DataSpec.Csv(
                train,
                "label",
                Task.CLASSIFICATION,
                0.25,
                true,
                List.of(),
                0.2,
                Optional.of(held),
                List.of(),
                DataSpec.Missing.FAIL,
                Optional.empty(),
                Optional.empty(),
                Map.of(
                        "colour",
                        new ColumnSpec.Category(2, Optional.of(ColumnSpec.Missing.CATEGORY)),
                        "day",
                        new ColumnSpec.Date(
                                Optional.empty(), List.of(Calendar.WEEKDAY), Optional.of(ColumnSpec.Missing.FLAG)),
                        "age",
                        new ColumnSpec.Numbers(Optional.of(ColumnSpec.Missing.MEAN))),
                new BadRecords(2));
        LoadedData data = load(spec);
        UnseenData unseen = unseen(spec, data).open(labelled(held));

        assertSame(bytes(unseen.batches(BATCH)), bytes(data.validation()));

        assertThat(data.sampleShape()).containsExactly(3 + 4 + 1);
        assertThat(unseen.notes())
                .as("what new samples are told is what validation was told")
                .containsExactlyInAnyOrderElementsOf(data.warnings().stream()
                        .filter(warning -> warning.startsWith(held.toString()))
                        .map(UnseenDataTest::toldOfAModel)
                        .toList())
                .contains(held + ": 2 bad records were left out, of 2 that may be");
    }

    /** What can be done about a cell is another thing once a model has learned. */
    private static String toldOfAModel(String warning) {
        return warning.replace(
                "not a number; say under columns what the column holds (category or date), or add it to ignore",
                "not a number, which the model has learned of this column; correct it or remove the row");
    }

    private static String encoded(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(row -> List.of("red", "green", "blue", "").get(row * 7 % 4)
                        + (row % 6 == 0 ? ",," : ",2024-03-%02d,".formatted(1 + row % 28))
                        + (row % 5 == 0 ? "NA" : row * 1e6) + ",class " + row % 2)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void shouldFindColumnsByNameInSeveralFilesAndCallRowsByTheirNumber() throws IOException {
        DataSpec.Csv spec = table(Task.CLASSIFICATION, true, DataSpec.Missing.SKIP);
        Path first = write("first.csv", "name,age,width\na,3,1\nb,,2\nc,5,3\n");
        Path second = write("second.csv", "width,age\n4,6\n");
        UnseenDatasets datasets = unseen(spec, load(spec));
        StreamedData data = datasets.stream(unlabelled(first, second));

        try (StreamedBatches batches = data.batches(BATCH)) {
            try (Batch batch = batches.next()) {
                assertThat(batch.size()).isEqualTo(3);
            }
            assertThat(batches.names()).as("b lacks an age").containsExactly("1", "3", "4");
            assertThat(batches.hasNext()).isFalse();
        }
        assertThat(data.notes()).singleElement().asString().contains("1 row was left out for a missing value");
        assertThatThrownBy(() -> bytes(datasets.stream(unlabelled(write("other.csv", "width,ages\n1,2\n")))
                        .batches(BATCH)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column \"age\" (a feature)")
                .hasMessageContaining("did you mean \"ages\"?");
    }

    @Test
    void shouldKnowTheRowOfEverySampleWhateverWasLeftOut() throws IOException {
        DataSpec.Csv fail = table(Task.CLASSIFICATION, true, DataSpec.Missing.SKIP);
        Path file = write(
                "gaps.csv",
                "width,age,label\n" + ",0,class 0\n" + rows(0, 6, "class %d") + "1,,class 1\n"
                        + rows(6, 6, "class %d"));
        DataSpec.Csv spec = new DataSpec.Csv(
                file,
                "label",
                Task.CLASSIFICATION,
                1,
                false,
                List.of(),
                0.3,
                Optional.empty(),
                List.of(),
                fail.missing(),
                Optional.empty(),
                Optional.empty());
        LoadedData data = load(spec);

        Map<String, Float> widths = new TreeMap<>();
        for (Samples part : List.of(data.train(), data.validation())) {
            for (int sample = 0; sample < part.size(); sample++) {
                SamplePlace place = part.place(sample).orElseThrow();
                assertThat(place.source()).isEqualTo(file.toString());
                widths.put(place.name(), SampleReader.features(part, sample).get(0));
            }
        }

        assertThat(widths.keySet())
                .containsExactlyInAnyOrder("2", "3", "4", "5", "6", "7", "9", "10", "11", "12", "13", "14");
        assertThat(widths)
                .containsEntry("2", 0f)
                .containsEntry("7", (float) (5 * 0.37))
                .containsEntry("9", (float) (6 * 0.37));
    }

    @Test
    void shouldKnowTheTimeThatAWindowPredictsFirstAndTheFileOfAnImage() throws IOException {
        LoadedData data = load(series(hours("hours.csv", 0, 60)));

        assertThat(data.train().place(0).orElseThrow().name()).isEqualTo("2024-03-01T05:00");
        image("pictures/even/0.png", 0);
        image("pictures/even/2.png", 2);
        image("pictures/odd/1.png", 1);
        image("pictures/odd/3.png", 3);
        Path pictures = folder.resolve("pictures");
        LoadedData images = load(new DataSpec.ImageFolder(
                pictures, 3, 4, false, 0.5, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));

        assertThat(Stream.of(images.train(), images.validation())
                        .flatMap(part -> IntStream.range(0, part.size())
                                .mapToObj(sample -> part.place(sample).orElseThrow())))
                .containsExactlyInAnyOrder(
                        new SamplePlace(pictures.toString(), "even/0.png"),
                        new SamplePlace(pictures.toString(), "even/2.png"),
                        new SamplePlace(pictures.toString(), "odd/1.png"),
                        new SamplePlace(pictures.toString(), "odd/3.png"));
    }

    @Test
    void shouldNameTheClassThatTheModelDoesNotHave() throws IOException {
        DataSpec.Csv spec = table(Task.CLASSIFICATION, true, DataSpec.Missing.FAIL);
        Path other = write("other.csv", "width,age,label\n1,2,class 1\n1,2,class 7\n");
        UnseenData data = unseen(spec, load(spec)).open(labelled(other));

        assertThatThrownBy(() -> bytes(data.batches(BATCH)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        other + ", line 3, column \"label\": the class \"class 7\" is none of the model's, which are"
                                + " \"class 0\", \"class 1\", \"class 2\"; correct the label, or leave such samples"
                                + " out");
    }

    @Test
    void shouldReadIdxFilesAsTheyWereLearned() throws IOException {
        Path images = idx("images", 12, 2, 3);
        Path labels = idx("labels", 12);
        Path heldImages = idx("held", 7, 2, 3);
        Path heldLabels = idx("heldLabels", 7);
        DataSpec.Idx spec = new DataSpec.Idx(
                images,
                labels,
                Task.CLASSIFICATION,
                1.0 / 255,
                0.2,
                Optional.of(heldImages),
                Optional.of(heldLabels),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        LoadedData data = load(spec);

        assertSame(
                bytes(unseen(spec, data).open(labelled(heldImages, heldLabels)).batches(BATCH)),
                bytes(data.validation()));
        assertThatThrownBy(() -> unseen(spec, data)
                        .open(labelled(heldLabels, heldLabels))
                        .batches(BATCH))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("samples of shape [1], but those that the model has learned have [1, 2, 3]");
        Path fractions = Files.write(
                folder.resolve("fractions"),
                ByteBuffer.allocate(8 + 7 * Float.BYTES)
                        .putInt(0x0D01)
                        .putInt(7)
                        .putFloat(0.9f)
                        .array());
        assertThatThrownBy(() ->
                        unseen(spec, data).open(labelled(heldImages, fractions)).batches(BATCH))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the labels have fractions");
    }

    @Test
    void shouldLeaveNoFileOpenThatDoesNotFit() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(OPEN), "the system tells which files are open");
        Path images = idx("images", 12, 2, 3);
        Path labels = idx("labels", 12);
        Path few = idx("few", 3);
        DataSpec.Idx idx = new DataSpec.Idx(
                images,
                labels,
                Task.CLASSIFICATION,
                1,
                0.2,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        UnseenDatasets ofIdx = unseen(idx, load(idx));
        DataSpec.Csv csv = table(Task.CLASSIFICATION, true, DataSpec.Missing.FAIL);
        UnseenDatasets ofTables = unseen(csv, load(csv));

        assertThatThrownBy(() -> ofIdx.open(labelled(images, few)).batches(BATCH))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(() ->
                        ofIdx.open(labelled(images, folder.resolve("none"))).batches(BATCH))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(() -> bytes(ofTables.stream(unlabelled(write("other.csv", "width\n1\n")))
                        .batches(BATCH)))
                .isInstanceOf(DataException.class);

        try (Stream<Path> open = Files.list(OPEN)) {
            assertThat(open.map(UnseenDataTest::target).filter(target -> target.startsWith(folder.toString())))
                    .isEmpty();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    /** Bytes that count, modulo 5 where they are labels. */
    private Path idx(String name, int... sizes) throws IOException {
        int elements = IntStream.of(sizes).reduce(1, Math::multiplyExact);
        ByteBuffer content = ByteBuffer.allocate(4 + 4 * sizes.length + elements);
        content.putInt(0x0800 + sizes.length);
        IntStream.of(sizes).forEach(content::putInt);
        IntStream.range(0, elements)
                .forEach(element -> content.put((byte) (sizes.length == 1 ? element % 5 : element)));
        return Files.write(folder.resolve(name), content.array());
    }

    @Test
    void shouldCallImagesOfSeveralPlacesByTheirPathsAndTellWhatWasPassedOver() throws IOException {
        for (String place : List.of("one/a", "one/b", "two/a")) {
            image(place + "/0.png", place.length());
            image(place + "/1.png", place.length() + 1);
        }
        write("one/notes.txt", "no image");
        Files.createDirectory(folder.resolve("one/c"));
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        DataSpec.ImageFolder spec = new DataSpec.ImageFolder(
                one, 3, 4, false, 0.5, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        UnseenDatasets datasets = unseen(spec, load(spec));
        StreamedData data = datasets.stream(unlabelled(one, two));

        try (StreamedBatches batches = data.batches(10)) {
            batches.next().close();
            assertThat(batches.names())
                    .containsExactly(
                            one + "/a/0.png",
                            one + "/a/1.png",
                            one + "/b/0.png",
                            one + "/b/1.png",
                            two + "/a/0.png",
                            two + "/a/1.png");
        }
        assertThat(data.notes()).containsExactly(one + ": 1 files or folders that are no images were ignored");
        UnseenData measured = datasets.open(labelled(one));
        bytes(measured.batches(BATCH));
        assertThat(measured.notes())
                .containsExactly(
                        one + ": 1 files or folders that are no images were ignored",
                        one + ": no images in \"c\", which are therefore no classes");
    }

    @Test
    void shouldDecodeImagesOfClassesAndOfNone() throws IOException {
        for (String place : List.of("train", "held")) {
            for (int number = 0; number < 6; number++) {
                image(place + "/" + (number % 2 == 0 ? "even" : "odd") + "/" + number + ".png", number);
            }
        }
        DataSpec.ImageFolder spec = new DataSpec.ImageFolder(
                folder.resolve("train"),
                3,
                4,
                false,
                0.2,
                Optional.of(folder.resolve("held")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        LoadedData data = load(spec);
        UnseenDatasets datasets = unseen(spec, data);

        assertSame(bytes(datasets.open(labelled(folder.resolve("held"))).batches(BATCH)), bytes(data.validation()));
        try (StreamedBatches batches =
                datasets.stream(unlabelled(folder.resolve("held"))).batches(BATCH)) {
            batches.next().close();
            assertThat(batches.names()).containsExactly("even/0.png", "even/2.png", "even/4.png", "odd/1.png");
        }
    }

    /** As a training does: so many are left out, counted and named, and one more is an error; what cannot be opened always is. */
    @Test
    void shouldFollowThePolicyForBadImages() throws IOException {
        for (String place : List.of("train/a", "train/b", "new/a", "new/b")) {
            image(place + "/0.png", place.length());
            image(place + "/1.png", place.length() + 1);
        }
        Path train = folder.resolve("train");
        Path held = folder.resolve("new");
        write("new/a/cut.png", "no image");
        write("new/b/empty.jpg", "");
        DataSpec.ImageFolder strict = new DataSpec.ImageFolder(
                train, 3, 4, false, 0.5, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        for (UnseenRequest request : List.of(labelled(held), unlabelled(held))) {
            StreamedData data = unseen(skipping(strict, 2), load(strict)).stream(request);
            try (StreamedBatches batches = data.batches(10)) {
                batches.next().close();
                assertThat(batches.names()).hasSize(4).allMatch(name -> name.matches("([ab]/)?[01].png"));
                assertThat(batches.hasNext()).isFalse();
            }
            assertThat(data.notes())
                    .contains(held + ": 2 bad records were left out, of 2 that may be")
                    .anyMatch(note -> note.contains("a/cut.png: the image cannot be read"))
                    .anyMatch(note -> note.contains("b/empty.jpg: the image cannot be read"));
            assertThatThrownBy(() ->
                            bytes(unseen(strict, load(strict)).stream(request).batches(BATCH)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("a/cut.png")
                    .hasMessageContaining("b/empty.jpg");
            assertThatThrownBy(() -> bytes(unseen(skipping(strict, 1), load(strict)).stream(request)
                            .batches(BATCH)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("more than 1 bad records");
        }
    }

    private static DataSpec.ImageFolder skipping(DataSpec.ImageFolder spec, int most) {
        return new DataSpec.ImageFolder(
                spec.path(),
                spec.height(),
                spec.width(),
                spec.grayscale(),
                spec.validation(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new BadRecords(most));
    }

    private void image(String name, int number) throws IOException {
        BufferedImage image = new BufferedImage(5 + number, 7, BufferedImage.TYPE_INT_RGB);
        image.setRGB(number % 5, 3, 0x12F0A0 + 0x1000 * number);
        Files.createDirectories(folder.resolve(name).getParent());
        ImageIO.write(image, "png", folder.resolve(name).toFile());
    }

    private Series series(Path file) {
        return new Series(
                file,
                "time",
                Optional.empty(),
                List.of("load"),
                List.of("wind"),
                Optional.empty(),
                List.of(Calendar.HOUR),
                5,
                2,
                1,
                3,
                Series.MissingSteps.FAIL,
                Series.Duplicates.FAIL,
                Series.SeriesSplit.TIME,
                new HeldOut.Share(0.3),
                Optional.empty());
    }

    private Path hours(String name, int from, int to) throws IOException {
        return write(
                name,
                IntStream.range(from, to)
                        .mapToObj(hour -> "2024-03-%02dT%02d:00,%s,%d,x"
                                .formatted(1 + hour / 24, hour % 24, hour * 1.5 + hour % 3, hour % 7))
                        .collect(Collectors.joining("\n", "time,load,wind,note\n", "\n")));
    }

    @Test
    void shouldCutWindowsOfSeriesAsTheyWereValidated() throws IOException {
        Series spec = series(hours("hours.csv", 0, 60));
        LoadedData data = load(spec);

        List<List<byte[]>> all =
                bytes(unseen(spec, data).open(labelled(spec.path())).batches(BATCH));

        assertSame(all.subList(0, data.train().size()), bytes(data.train()));
        assertSame(all.subList(all.size() - data.validation().size(), all.size()), bytes(data.validation()));
    }

    @Test
    void shouldGoOnWhereASeriesEnds() throws IOException {
        Series spec = series(hours("hours.csv", 0, 60));
        LoadedData data = load(spec);
        UnseenSeries.Ends ends =
                unseen(spec, data).series(unlabelled(hours("new.csv", 30, 48))).ends();
        List<List<byte[]>> whole =
                bytes(unseen(spec, data).open(labelled(spec.path())).batches(BATCH));

        assertThat(ends.ends())
                .containsExactly(new UnseenSeries.End("", List.of("2024-03-03T00:00", "2024-03-03T01:00")));
        assertThat(bytes(ends.samples()).get(0).get(0))
                .as("the window that predicts hour 48 is the 44th of the whole series")
                .isEqualTo(whole.get(43).get(0));
        assertThatThrownBy(() -> unseen(spec, data)
                        .series(unlabelled(hours("few.csv", 0, 4)))
                        .ends())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no series ends with as many steps without a gap as a window has, 5");
    }

    @Test
    void shouldCutTextIntoTheTokensThatWereLearned() throws IOException {
        Path held = write("held.txt", "and this is what judges it, several windows long\n");
        Text spec = new Text(
                write("text.txt", "this is what it has learned: a text of several words\n"),
                Optional.of(new TokenizerSpec.Characters()),
                8,
                Optional.empty(),
                "text",
                0.2,
                Optional.of(held),
                Optional.empty(),
                Optional.empty());
        LoadedData data = load(spec);

        try (UnseenData unseen = unseen(spec, data).open(labelled(held))) {
            assertSame(bytes(unseen.batches(BATCH)), bytes(data.validation()));
        }
        assertThatThrownBy(() -> unseen(spec, data).open(labelled(write("few.txt", "few"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the text has 4 tokens, too few for a window of 8");
    }
}
