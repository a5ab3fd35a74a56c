package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.own.Callback;
import io.jenkins.trainmodel.own.Metric;
import io.jenkins.trainmodel.own.Network;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.trainer.custom.UserJars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages that hold the jars of users' own code, and packages that say which they need. */
class PackagedCodeIT {
    private static final String HELD =
            "The package holds its code: --classpath package uses that, which runs it with your rights.";

    @TempDir
    private Path folder;

    private CsvTraining training;
    private Path data;

    @BeforeEach
    void specify() throws Exception {
        training = new CsvTraining(folder);
        training.write(CsvTraining.digits(), 1);
        data = folder.resolve("data.csv");
    }

    /** The project of the example, behind another jar of the same name. */
    @Test
    void shouldBringItsCodeAlongAndRunItOnlyWhereThatIsAskedFor() throws Exception {
        Path other = UserJars.of(
                folder.resolve("libs/other/own-parts.jar"),
                Callback.class,
                "public String name() { return \"mine\"; }");
        Path jar = UserJars.example(folder.resolve("libs"));
        RunFolder run = training.run("run");
        CommandHere.run(
                        "run",
                        UserJars.EXAMPLE.resolve("network.yaml"),
                        "--out",
                        run.root(),
                        "--set",
                        "classpath=[" + other + ", " + jar + "]",
                        "--set",
                        "package={classpath: true}",
                        "--set",
                        "stopWhen=[{maxEpochs: 3}]",
                        "--set",
                        "device={type: cpu, threads: 1}")
                .exitsWith(0);
        byte[] first = Files.readAllBytes(other);
        byte[] second = Files.readAllBytes(jar);
        for (Path code : new Path[] {other, jar}) {
            Files.delete(code);
        }
        Path model = Files.move(run.names().model(), folder.resolve("elsewhere"));

        assertThat(model.resolve("classpath/1/own-parts.jar")).hasBinaryContent(first);
        assertThat(model.resolve("classpath/2/own-parts.jar")).hasBinaryContent(second);
        assertThat(Manifest.read(model).files())
                .extracting(Manifest.Entry::path)
                .contains("classpath/1/own-parts.jar", "classpath/2/own-parts.jar");
        assertThat(model.resolve("README.md"))
                .content()
                .contains(
                        "which are in `classpath/`", "--classpath package", "numbered in the order of the class path");

        assertThat(CommandHere.run("verify", model).exitsWith(10).out())
                .contains("its network is code of your own, and ", "what it computes was not checked.", HELD);
        assertThat(CommandHere.run("verify", model, "--classpath", "none")
                        .exitsWith(10)
                        .out())
                .contains("own-parts.jar is no longer on the class path", HELD);
        assertThat(CommandHere.run("verify", model, "--classpath", "package")
                        .exitsWith(0)
                        .out())
                .contains("parameters.safetensors", "validation/loss");
        requireUse(model);
        assertThat(CommandHere.run("reproduce", model, "--out", folder.resolve("again"))
                        .exitsWith(2)
                        .err())
                .contains(HELD);
        CommandHere.run("reproduce", model, "--out", folder.resolve("again"), "--classpath", "package")
                .exitsWith(0);
        assertThat(folder.resolve("again/model/classpath/2/own-parts.jar")).hasBinaryContent(second);

        Files.write(model.resolve("classpath/2/own-parts.jar"), first);
        CommandHere.run("verify", model, "--classpath", "package").exitsWith(11);
    }

    private void requireUse(Path model) throws Exception {
        String[] commands = {"evaluate", "predict"};
        for (String command : commands) {
            Path out = folder.resolve(command + ".csv");
            Object[] arguments = command.equals("predict")
                    ? new Object[] {command, model, "--data", data, "--device", "cpu", "--out", out}
                    : new Object[] {command, model, "--data", data, "--device", "cpu"};
            assertThat(CommandHere.run(arguments).exitsWith(2).err())
                    .contains("is computed by code of your own, the class example.ResidualMlp", HELD);
            CommandHere.run(and(arguments, "--classpath", "package")).exitsWith(0);
            assertThat(CommandHere.run(and(arguments, "--classpath", "package,libs"))
                            .exitsWith(2)
                            .err())
                    .contains("--classpath package stands alone");
        }
    }

    private static Object[] and(Object[] some, Object... more) {
        Object[] all = java.util.Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    /** Nobody may have code run by giving somebody a model to look at. */
    @Test
    void shouldNotRunCodeThatCameWithAPackageByLookingAtIt() throws Exception {
        Path ran = folder.resolve("ran.txt");
        Path jar = UserJars.of(
                folder.resolve("libs/mine.jar"),
                Network.class,
                "public Mine() { try { java.nio.file.Files.writeString(java.nio.file.Path.of(\"" + ran
                        + "\"), \"ran\"); } catch (java.io.IOException e) { throw new IllegalStateException(e); } }"
                        + "public String name() { return \"mine\"; }"
                        + "public ai.djl.nn.Block create(int[] shape, int outputs) {"
                        + " return ai.djl.nn.core.Linear.builder().setUnits(outputs).build(); }");
        String[] own = {"classpath=[libs/*.jar]", "model={type: custom, part: mine}", "package={classpath: true}"};
        RunFolder run = training.trainHere("run", CsvTraining.digits(), 1, own);
        Path model = run.names().model();
        Path record = model.resolve("training.json");
        String there = Files.readString(record);
        assertThat(there).contains(folder.resolve("libs/*.jar").toString());
        Files.writeString(
                record,
                there.replace(
                        folder.resolve("libs/*.jar").toString(),
                        model.resolve("**/*.jar").toString()));
        Files.delete(model.resolve(Manifest.FILE_NAME));
        Manifest.write(model);
        Files.delete(jar);
        Files.delete(ran);

        assertThat(CommandHere.run("verify", model).exitsWith(10).out())
                .contains("mine.jar, which came with it, and runs only where that is asked for: --classpath package");
        CommandHere.run("evaluate", run.root(), "--data", data, "--device", "cpu")
                .exitsWith(2);
        CommandHere.run("reproduce", run.root(), "--out", folder.resolve("again"))
                .exitsWith(2);
        assertThat(ran).doesNotExist();

        CommandHere.run("verify", model, "--classpath", "package").exitsWith(0);
        assertThat(ran).exists();
    }

    @Test
    void shouldNameTheJarsThatItNeedsAndTakeThemFromWhereTheyAreNamed() throws Exception {
        Path libs = folder.resolve("libs");
        Path jar = UserJars.of(
                libs.resolve("mine.jar"),
                Metric.class,
                "public String name() { return \"mine\"; } public void begin() {}"
                        + "public void add(Predictions batch) {} public double value() { return 0.5; }");
        RunFolder run = training.trainHere(
                "run", CsvTraining.digits(), 1, "classpath=[libs/*.jar]", "training.customMetrics=[mine]");
        Path moved =
                Files.move(jar, Files.createDirectories(folder.resolve("now")).resolve("mine.jar"));
        Path checkpoint = run.names().checkpoints().resolve("000001");

        for (Path saved : new Path[] {run.root(), checkpoint}) {
            assertThat(CommandHere.run("verify", saved).exitsWith(0).out())
                    .contains("Metrics of your own were not measured: ", "It needs mine.jar (SHA-256 ")
                    .doesNotContain("validation/mine");
            assertThat(CommandHere.run("verify", saved, "--classpath", moved)
                            .exitsWith(0)
                            .out())
                    .contains("validation/mine")
                    .doesNotContain("It needs");
            assertThat(CommandHere.run("verify", saved, "--classpath", "package")
                            .exitsWith(2)
                            .err())
                    .contains("A part of your own cannot be had: found --classpath package");
        }
        assertThat(CommandHere.run("evaluate", run.root(), "--data", data, "--device", "cpu")
                        .exitsWith(0)
                        .err())
                .contains("Metrics of your own were not measured: ", "It needs mine.jar (SHA-256 ");
        assertThat(new JsonMapper()
                        .readTree(CommandHere.run("verify", run.root(), "--json")
                                .exitsWith(0)
                                .out())
                        .at("/advice/0")
                        .asText())
                .startsWith("It needs mine.jar (SHA-256 ");
    }

    @Test
    void shouldRefuseAFolderOfClassesBeforeAnythingIsTrained() throws IOException {
        Files.createDirectories(folder.resolve("classes"));
        String said = CommandHere.run(
                        "check",
                        training.write(CsvTraining.digits(), 1),
                        "--set",
                        "classpath=[classes]",
                        "--set",
                        "package={classpath: true}")
                .exitsWith(2)
                .out();
        assertThat(said).contains("classes, a folder of classes, which package.classpath does not copy");
    }
}
