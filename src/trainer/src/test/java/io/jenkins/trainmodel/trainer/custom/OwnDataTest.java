package io.jenkins.trainmodel.trainer.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.own.DataSource;
import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.SamplePlace;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data sources of users' own: what is made of their samples, and of what is none. */
class OwnDataTest {
    private static final String NAME = "public String name() { return \"mine\"; }\n";
    private static final String SIZE = "public int size() { return 40; }\n";
    private static final String SHAPE = "public int[] shape() { return new int[] {1, 2, 3}; }\n";
    private static final String READ = "public void read(int sample, float[] features) {"
            + " for (int i = 0; i < 6; i++) features[i] = sample + i / 8f; }\n";
    private static final String CLASS =
            "public String className(int sample) { return sample % 2 == 0 ? \"even\" : \"odd\"; }\n";

    @TempDir
    private Path folder;

    private LoadedData load(String body, Task task, long budget) throws Exception {
        Path jar = UserJars.of(folder.resolve("mine.jar"), DataSource.class, NAME + body);
        DataSpec.Custom spec = new DataSpec.Custom(
                new PartSpec("mine", Map.of()), task, 0.25, Optional.empty(), Optional.of(0.2), Optional.empty());
        return new OwnData(spec, List.of(jar), LoadProgress.NONE, new MemoryBudget(budget)).load(1, Optional.empty());
    }

    private LoadedData load(String body) throws Exception {
        return load(body, Task.CLASSIFICATION, 1 << 20);
    }

    @Test
    void shouldSplitSamplesAndKeepThemAsTheyAre() throws Exception {
        LoadedData data = load(SIZE + SHAPE + READ + CLASS);

        assertThat(data.sampleShape()).containsExactly(1, 2, 3);
        assertThat(data.classNames()).containsExactly("even", "odd");
        assertThat(data.train().size()
                        + data.validation().size()
                        + data.test().orElseThrow().size())
                .isEqualTo(40);
        ByteBuffer features = ByteBuffer.allocate(6 * Float.BYTES).order(ByteOrder.nativeOrder());
        ByteBuffer label = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        data.train().gather(new int[] {3}, 0, 1, features, label);
        SamplePlace place = data.train().place(3).orElseThrow();
        int sample = Integer.parseInt(place.name()) - 1;
        assertThat(place.source()).isEqualTo("the data source mine");
        assertThat(features.getFloat(2 * Float.BYTES)).isEqualTo(sample + 0.25f);
        assertThat(label.getLong(0)).isEqualTo(sample % 2);
    }

    @Test
    void shouldKnowItsContentByEveryNumberAndLabel() throws Exception {
        String fingerprint = load(SIZE + SHAPE + READ + CLASS).fingerprint();

        assertThat(load(SIZE + SHAPE + READ + CLASS).fingerprint()).isEqualTo(fingerprint);
        assertThat(load(SIZE + SHAPE.replace("1, 2, 3", "6") + READ + CLASS).fingerprint())
                .isNotEqualTo(fingerprint);
        assertThat(load(SIZE + SHAPE + READ.replace("8f", "8.001f") + CLASS).fingerprint())
                .isNotEqualTo(fingerprint);
        assertThat(load(SIZE + SHAPE + READ + CLASS.replace("odd", "uneven")).fingerprint())
                .isNotEqualTo(fingerprint);
    }

    @Test
    void shouldSayWhereSamplesForAModelAreReadByOtherCode() throws Exception {
        DataSpec.Custom spec = new DataSpec.Custom(
                new PartSpec("mine", Map.of()),
                Task.CLASSIFICATION,
                0.25,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Path jar = UserJars.of(folder.resolve("mine.jar"), DataSource.class, NAME + SIZE + SHAPE + READ + CLASS);
        Fingerprints then = ClassPath.of(List.of(jar)).fingerprints();

        assertThat(OwnSamples.otherCode(spec, List.of(jar), then)).isEmpty();
        UserJars.repack(jar);
        assertThat(OwnSamples.otherCode(spec, List.of(jar), then).orElseThrow())
                .startsWith("The samples of the data source mine may not be read as those that the model has learned:"
                        + " mine.jar on the class path is another one than before: its SHA-256 was ")
                .endsWith(". If it gives its samples in another way now, put back what was there.");
    }

    @Test
    void shouldWarnOfThreadsThatStillRunBehindItsEnd() throws Exception {
        String started = "private Thread thread = new Thread(() -> { try { Thread.sleep(60000); }"
                + " catch (InterruptedException e) {} }, \"reading-on\");\n"
                + "public void open() { thread.setDaemon(true); thread.start(); }\n";
        String ended = "public void close() { thread.interrupt(); while (thread.isAlive()) Thread.onSpinWait(); }\n";

        assertThat(load(started + SIZE + SHAPE + READ + CLASS).warnings())
                .contains("Code of your own has left threads running: reading-on."
                        + " They end with the process; end them in close().");
        assertThat(load(started + ended + SIZE + SHAPE + READ + CLASS).warnings())
                .noneMatch(warning -> warning.contains("threads"));
    }

    @Test
    void shouldReadDataOfItsOwnForValidationAndTestWithOtherOptions() throws Exception {
        String body = "private int from, size; public int size() { return size; }\n"
                + "public void configure(Options options) {"
                + " from = (int) options.whole(\"from\", 0); size = (int) options.whole(\"size\", 40); }\n"
                + SHAPE + READ.replace("sample + i / 8f", "from + sample + i / 8f") + CLASS;
        Path jar = UserJars.of(folder.resolve("mine.jar"), DataSource.class, NAME + body);
        PartSpec part = new PartSpec("mine", Map.of("size", 30L));

        LoadedData data = load(part, jar, Map.of("from", 100L, "size", 12L), Map.of("from", 200L));

        assertThat(data.train().size()).isEqualTo(30);
        assertThat(data.validation().size()).isEqualTo(12);
        assertThat(data.test().orElseThrow().size()).isEqualTo(30);
        assertThat(data.validation().place(3)).contains(new SamplePlace("the data source mine for validation", "4"));
        assertThat(data.facts().files())
                .extracting(DataFile::name)
                .containsExactly("mine", "mine for validation", "mine for the test");
        assertThat(load(part, jar, Map.of("from", 101L, "size", 12L), Map.of("from", 200L))
                        .fingerprint())
                .isNotEqualTo(data.fingerprint());
    }

    private static LoadedData load(PartSpec part, Path jar, Map<String, Object> validation, Map<String, Object> test) {
        DataSpec.Custom spec = new DataSpec.Custom(
                part, Task.CLASSIFICATION, 0.25, Optional.of(validation), Optional.empty(), Optional.of(test));
        return new OwnData(spec, List.of(jar), LoadProgress.NONE, new MemoryBudget(1 << 24)).load(1, Optional.empty());
    }

    @Test
    void shouldRefuseValidationDataOfAnotherShape() throws Exception {
        String body = SIZE + "private int width; public void configure(Options options) {"
                + " width = (int) options.whole(\"width\", 6); }\n"
                + "public int[] shape() { return new int[] {width}; }\n"
                + READ.replace("i < 6", "i < width") + CLASS;
        Path jar = UserJars.of(folder.resolve("mine.jar"), DataSource.class, NAME + body);

        assertThatThrownBy(() -> load(new PartSpec("mine", Map.of()), jar, Map.of("width", 5L), Map.of("width", 6L)))
                .hasMessage(
                        "the data source mine for validation: samples of shape [5], but those for training have [6]");
    }

    @Test
    void shouldReadNumbersToPredict() throws Exception {
        LoadedData data = load(
                SIZE + SHAPE + READ + "public double target(int sample) { return sample * 2; }",
                Task.REGRESSION,
                1 << 20);

        assertThat(data.classNames()).isEmpty();
        assertThatThrownBy(() -> load(SIZE + SHAPE + READ, Task.REGRESSION, 1 << 20))
                .isInstanceOf(OwnCodeException.class)
                .hasMessageContaining("it has no targets; set data.task to classification, or give target");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "return 40; | return 0; | has 0 samples",
                "return 40; | return -1; | has -1 samples",
                "new int[] {1, 2, 3} | null | gives the shape null",
                "new int[] {1, 2, 3} | new int[0] | gives the shape []",
                "new int[] {1, 2, 3} | new int[] {1, 0, 3} | one to three axes of at least 1",
                "new int[] {1, 2, 3} | new int[] {1, 1, 2, 3} | one to three axes",
                "new int[] {1, 2, 3} | new int[] {65536, 65536, 65536} | more than 268435456 numbers a sample",
                "new int[] {1, 2, 3} | new int[] {1, 2} | (Mine.java:5)",
                "i / 8f | (sample == 7 ? Float.NaN : 1) | gives the value NaN at place 0 of sample 7",
                "\"even\" | null | gives sample 0 no class: className gives null",
                "\"odd\" | \" \" | gives sample 1 no class: className gives nothing",
                "return sample % 2 | if (true) throw new java.io.IOException(\"gone\"); return sample % 2"
                        + " | in user.Mine.className (Mine.java:6): java.io.IOException: gone"
            })
    void shouldNameWhatIsNoSampleAndWhoGivesIt(String right, String wrong, String said) {
        String body = (SIZE + SHAPE + READ + CLASS.replace("sample) {", "sample) throws java.io.IOException {"))
                .replace(right, wrong);

        assertThatThrownBy(() -> load(body))
                .isInstanceOf(OwnCodeException.class)
                .hasMessageStartingWith("Code of your own has failed: the data source mine ")
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"configure", "open", "size", "shape", "read", "className", "close"})
    void shouldNameTheLineOfEveryMethodThatThrows(String method) {
        String body = Stream.of(
                        "public void configure(Options options) { }\n",
                        "public void open() { }\n",
                        SIZE,
                        SHAPE,
                        READ,
                        CLASS,
                        "public void close() { }\n")
                .map(source -> source.contains(" " + method + "(")
                        ? source.replaceFirst("\\{", "{ if (true) throw new IllegalStateException(\"no\"); ")
                        : source)
                .collect(Collectors.joining());

        assertThatThrownBy(() -> load(body))
                .isInstanceOf(OwnCodeException.class)
                .hasMessageContaining("the data source mine in user.Mine." + method + " (Mine.java:")
                .hasMessageEndingWith("java.lang.IllegalStateException: no");
    }

    @Test
    void shouldSayThatMemoryDoesNotHoldIt() {
        assertThatThrownBy(() -> load(SIZE + SHAPE + READ + CLASS, Task.CLASSIFICATION, 100))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the data source mine: the data needs about");
    }

    @Test
    void shouldCloseWhatWasOpenedAlsoWhereReadingFails() throws Exception {
        Path closed = folder.resolve("closed");
        String close =
                "public void close() throws java.io.IOException { java.nio.file.Files.createFile(java.nio.file.Path.of(\""
                        + closed + "\")); }\n";

        assertThatThrownBy(() -> load(close + SIZE.replace("40", "0") + SHAPE + READ + CLASS))
                .isInstanceOf(OwnCodeException.class);
        assertThat(closed).exists();
        Files.delete(closed);
        assertThatThrownBy(() -> load(close + SIZE + SHAPE + READ.replace("8f", "0f") + CLASS))
                .hasMessageContaining("must be finite");
        assertThat(closed).exists();
    }
}
