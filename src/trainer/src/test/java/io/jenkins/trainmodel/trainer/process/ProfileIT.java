package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.event.BottleneckFound.Stage;
import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** The machine of the tests, measured and remembered in a cache of their own. */
@DisabledOnOs(OS.WINDOWS)
class ProfileIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    /** What this machine can do, measured by whichever test needs that first. */
    @TempDir
    private static Path measured;

    private Path cache;

    /** The libraries of the user's cache, and nothing of its profiles. */
    @BeforeEach
    void shareLibraries() throws Exception {
        TestEngine.load();
        cache = Files.createDirectory(folder.resolve("cache"));
        try (Stream<Path> kept = Files.list(TestEngine.libraries().cache())) {
            for (Path one : kept.filter(path -> !path.endsWith("profiles")).toList()) {
                Files.createSymbolicLink(cache.resolve(one.getFileName()), one);
            }
        }
    }

    private Result profile(Object... arguments) throws Exception {
        return trainer(Stream.concat(Stream.of("profile"), Stream.of(arguments)).toArray());
    }

    private Result trainer(Object... arguments) throws Exception {
        return TrainerProcess.start(
                        builder -> builder.environment().put("TRAIN_MODEL_CACHE", cache.toString()), arguments)
                .await();
    }

    private BottleneckFound bottleneck(String name) throws Exception {
        List<BottleneckFound> found = new RunFolder(folder.resolve(name)).events(BottleneckFound.class);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** Measuring takes long, and what was measured before does as well. */
    private void knowTheMachine() throws Exception {
        Path kept = measured.resolve("profiles");
        if (!Files.exists(kept)) {
            profile("--device", "cpu", "--directory", folder).exitsWith(0);
            Files.createDirectory(kept);
            Files.copy(profiles().get(0), kept.resolve(profiles().get(0).getFileName()));
            return;
        }
        Files.createSymbolicLink(cache.resolve("profiles"), kept);
    }

    /** As many as the machine was measured with. */
    private int threads() throws Exception {
        return JSON.readTree(profiles().get(0).toFile()).at("/threads").asInt();
    }

    private List<Path> profiles() throws Exception {
        try (Stream<Path> files = Files.list(cache.resolve("profiles"))) {
            return files.toList();
        }
    }

    @Test
    void shouldMeasureOnceAndKeepIt() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));

        Result first = profile("--json", "--device", "cpu", "--directory", data).exitsWith(0);
        Result second = profile("--device", "cpu", "--directory", data).exitsWith(0);

        JsonNode profile = JSON.readTree(first.out());
        assertThat(profile.at("/device").asText()).isEqualTo("cpu");
        assertThat(profile.at("/matrix/float32").asDouble()).isPositive();
        assertThat(profile.at("/disks/0/directory").asText()).isEqualTo(data.toString());
        assertThat(profile.has("toDevice")).isFalse();
        assertThat(first.err()).contains("measuring the disk", "measuring memory");
        assertThat(second.out())
                .contains("kept since, --again measures anew", "products of matrices in float32", "GFLOP/s");
        assertThat(second.err()).doesNotContain("measuring");
        assertThat(data).isEmptyDirectory();
        assertThat(profiles()).hasSize(1);
        assertThat(JSON.readTree(profiles().get(0).toFile())).isEqualTo(profile);
    }

    @Test
    void shouldMeasureAgainWhereThatIsAskedForOrWhatWasKeptIsDamaged() throws Exception {
        knowTheMachine();
        Path file = profiles().get(0);
        String host = JSON.readTree(file.toFile()).at("/host").asText();
        Files.writeString(file, "{");

        Result mended = profile("--device", "cpu", "--directory", folder).exitsWith(0);

        assertThat(mended.err()).contains("measuring memory");
        assertThat(JSON.readTree(file.toFile()).at("/host").asText()).isEqualTo(host);
        assertThat(profile("--again", "--device", "cpu", "--directory", folder)
                        .exitsWith(0)
                        .err())
                .contains("measuring memory");
    }

    @Test
    void shouldPlaceARunAgainstItsMachineAndAlsoOneOfWhichNothingIsKnown() throws Exception {
        Path spec = Specifications.quick(folder, 2);

        Result unknown =
                trainer("run", spec, "--out", folder.resolve("unknown")).exitsWith(0);
        knowTheMachine();
        Result known = trainer("run", spec, "--out", folder.resolve("known")).exitsWith(0);

        assertThat(bottleneck("unknown").profiledAt()).isEmpty();
        assertThat(bottleneck("unknown").stages())
                .extracting(Stage::stage)
                .contains("preprocessing", "memory", "compute");
        assertThat(unknown.out()).contains("bottleneck: ").doesNotContain("arithmetic");
        BottleneckFound placed = bottleneck("known");
        assertThat(placed.profiledAt()).isPresent();
        assertThat(placed.seconds()).isPositive();
        assertThat(placed.stages())
                .filteredOn(stage -> !stage.stage().equals("disk"))
                .allSatisfy(stage -> assertThat(stage.share().orElseThrow()).isBetween(0.0, 1.5));
        assertThat(known.out()).contains("of what the machine can do were used: ", "arithmetic");
        assertThat(Files.readString(folder.resolve("known/report.html"))).contains("The way of the data");
    }

    @Test
    void shouldTellBeforeARunWhatWillHoldItUp() throws Exception {
        Path spec = Specifications.quick(folder, 2);

        String unknown = trainer("estimate", spec).exitsWith(0).out();
        knowTheMachine();
        String known = trainer("estimate", spec).exitsWith(0).out();
        JsonNode told =
                JSON.readTree(trainer("estimate", spec, "--json").exitsWith(0).out());

        assertThat(unknown).containsPattern("bottleneck .* of an epoch; most likely to help: ");
        assertThat(unknown).contains("train-model profile");
        assertThat(known).contains("most likely to help: ").doesNotContain("train-model profile");
        assertThat(told.at("/outlook/bottleneck/share").asDouble()).isBetween(0.01, 1.0);
        assertThat(told.at("/outlook/bottleneck/stages").size()).isPositive();
        assertThat(told.at("/outlook/data").isEmpty()).isTrue();
    }

    @Test
    void shouldTellWhatHoldsARunUpThoughItIsKilled() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("killed"));
        TrainerProcess process =
                TrainerProcess.start("run", Specifications.quick(folder, 1_000_000), "--out", run.root());
        assertThat(run.await(process, BottleneckFound.class, found -> true)).isTrue();
        process.kill();

        assertThat(run.events(Finished.class)).isEmpty();
        assertThat(run.events(BottleneckFound.class))
                .allSatisfy(found -> assertThat(found.seconds()).isGreaterThan(1));
        trainer("report", run.root()).exitsWith(0);
        assertThat(Files.readString(run.names().reportHtml())).contains("Bottleneck: ", "The way of the data");
    }

    @Test
    void shouldPlaceTheLayersOfANetwork() throws Exception {
        Path spec = Specifications.quick(folder, 2);
        Path picture = folder.resolve("roofline.svg");

        Result shown = profile("--layers", spec, "--set", "training.batchSize=64", "--svg", picture)
                .exitsWith(0);
        assertThat(cache.resolve("profiles"))
                .as("of one thread, and so not the machine's")
                .doesNotExist();
        knowTheMachine();
        Result again = profile("--layers", spec, "--slowest-first", "--json", "--set", "device.threads=" + threads())
                .exitsWith(0);
        JsonNode told = JSON.readTree(again.out());

        assertThat(shown.out())
                .contains(
                        "batches of 64 in float32", "FLOP/byte", "(linear)", "all layers, each alone: ", "leaves out");
        assertThat(told.at("/layers/0/forward/bound").asText()).isIn("compute", "memory", "overhead");
        assertThat(told.at("/step/phases/update").asDouble()).isPositive();
        assertThat(told.at("/samples").asInt()).isEqualTo(32);
        assertThat(again.err()).doesNotContain("measuring memory");
        Element svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(picture.toFile())
                .getDocumentElement();
        assertThat(svg.getTagName()).isEqualTo("svg");
        assertThat(svg.getElementsByTagName("circle").getLength()).isGreaterThan(3);
        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(1);
    }

    @Test
    void shouldSayWhoseLayersItCannotRun() throws Exception {
        Path spec = Specifications.quick(folder, 2);
        Path watched = Files.writeString(folder.resolve("watch.yaml"), """
                watch: {files: [{path: metrics.csv}], metric: validation/loss}
                stopWhen: [{maxEpochs: 1}]
                """);

        assertThat(profile("--layers").exitsWith(2).err()).contains("train-model profile --layers train.yaml");
        assertThat(profile(spec).exitsWith(2).err()).contains("train-model profile --layers train.yaml");
        assertThat(profile("--layers", watched).exitsWith(2).err()).contains("another program trains");
    }

    @Test
    void shouldSayWhatIsWrongBeforeAnythingIsMeasured() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(profile("--directory", file).exitsWith(2).err())
                .contains("error: --directory: " + file + " is no directory")
                .doesNotContain("loading");
        assertThat(profile("--device", "tpu").exitsWith(2).err()).contains("tpu");
        assertThat(cache.resolve("profiles")).doesNotExist();
    }
}
