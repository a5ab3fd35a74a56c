package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.spec.data.BadRecords;
import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.spec.data.Text.SplitUnit;
import io.jenkins.trainmodel.spec.data.TokenizerSpec;
import io.jenkins.trainmodel.trainer.data.DataSignature;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Texts of a test's own, written long ago, and the windows that they become. */
final class Texts {
    private static final List<String> WORDS =
            List.of("der ", "Wind ", "weht ", "über ", "das ", "Feld ", "海 ", "kalt.\n");

    final Path folder;
    final List<String> read = new ArrayList<>();

    Texts(Path folder) {
        this.folder = folder;
    }

    /** Lines of words that a seed draws. */
    static String prose(int seed, int words) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < words; word++) {
            text.append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.append('\n').toString();
    }

    static byte[] gzip(String content) throws IOException {
        return gzip(content.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream compressed = new GZIPOutputStream(bytes)) {
            compressed.write(content);
        }
        return bytes.toByteArray();
    }

    Path write(String name, byte[] content) throws IOException {
        return write(name, content, Instant.parse("2020-01-01T00:00:00Z"));
    }

    Path write(String name, byte[] content, Instant time) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Files.setLastModifiedTime(file, FileTime.from(time));
        return file;
    }

    Path write(String name, String content) throws IOException {
        return write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Text spec(String path, int context) {
        return new Text(
                folder.resolve(path),
                Optional.of(new TokenizerSpec.Bytes()),
                context,
                Optional.empty(),
                "text",
                0.2,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same, of which so many lines and files may be none. */
    static Text skipping(Text spec, int most) {
        return new Text(
                spec.path(),
                spec.tokenizer(),
                spec.context(),
                spec.split(),
                spec.field(),
                spec.validation(),
                spec.validationPath(),
                spec.test(),
                spec.testPath(),
                new BadRecords(most));
    }

    static Text splitBy(Text spec, SplitUnit unit) {
        return new Text(
                spec.path(),
                spec.tokenizer(),
                spec.context(),
                Optional.of(unit),
                spec.field(),
                spec.validation(),
                spec.validationPath(),
                spec.test(),
                spec.testPath());
    }

    static Text with(Text spec, TokenizerSpec tokenizer) {
        return new Text(
                spec.path(),
                Optional.of(tokenizer),
                spec.context(),
                spec.split(),
                spec.field(),
                spec.validation(),
                spec.validationPath(),
                spec.test(),
                spec.testPath());
    }

    static Text heldOut(Text spec, Path validation) {
        return new Text(
                spec.path(),
                spec.tokenizer(),
                spec.context(),
                spec.split(),
                spec.field(),
                spec.validation(),
                Optional.of(validation),
                spec.test(),
                spec.testPath());
    }

    static Text tested(Text spec, Optional<Double> share, Optional<Path> text) {
        return new Text(
                spec.path(),
                spec.tokenizer(),
                spec.context(),
                spec.split(),
                spec.field(),
                spec.validation(),
                spec.validationPath(),
                share,
                text);
    }

    /** A file of the only text that is kept. */
    Path kept(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    LoadedData load(Text spec) {
        return load(spec, Optional.empty());
    }

    /** As for a model whose text became these tokens. */
    LoadedData load(Text spec, String tokens) {
        DataSignature signature = new DataSignature(List.of(), List.of(), LabelScaling.NONE, tokens);
        return load(spec, Optional.of(new Expectation("the model", signature)));
    }

    private LoadedData load(Text spec, Optional<Expectation> expected) {
        return load(spec, expected, (source, done, total) -> read.add(source));
    }

    LoadedData load(Text spec, Optional<Expectation> expected, LoadProgress progress) {
        return new TextData(spec, folder.resolve("cache"), TestEngine.libraries(), progress).load(7, expected);
    }

    /** The tokens that go in, and those that are to come out, window by window. */
    static List<List<Integer>> window(Samples samples, int window) {
        ByteBuffer features = ByteBuffer.allocate(samples.featuresPerSample() * Integer.BYTES);
        ByteBuffer labels = ByteBuffer.allocate(samples.labelBytes());
        samples.gather(new int[] {window}, 0, 1, features, labels);
        List<Integer> in = new ArrayList<>();
        List<Integer> out = new ArrayList<>();
        for (int place = 0; place < samples.featuresPerSample(); place++) {
            in.add(features.getInt(place * Integer.BYTES));
            out.add(Math.toIntExact(labels.getLong(place * Long.BYTES)));
        }
        return List.of(in, out);
    }

    /** The text of all windows, where documents end a "|". */
    static String text(LoadedData data, Samples samples) {
        Tokenizer tokenizer = data.tokenizer().orElseThrow();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int window = 0; window < samples.size(); window++) {
            for (int token : window(samples, window).get(0)) {
                bytes.writeBytes(token == tokenizer.endOfText() ? new byte[] {'|'} : tokenizer.bytes(token));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
