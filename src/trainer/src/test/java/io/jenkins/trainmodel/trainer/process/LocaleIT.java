package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that are not ASCII in the locales that containers have. */
class LocaleIT {
    private static final String[] CLASSES = {"katze", "ton", "tör", "tür"};
    private static final Color[] COLOURS = {Color.RED, Color.YELLOW, Color.BLUE, Color.GREEN};

    @TempDir
    private Path folder;

    private Path spec;

    /** The classes' folders get their names from the shell: this process may itself be unable to write them. */
    @BeforeEach
    void makeImages() throws Exception {
        assumeThat(File.separatorChar).as("names are bytes").isEqualTo('/');
        for (int index = 0; index < CLASSES.length; index++) {
            Path plain = Files.createDirectories(folder.resolve("images").resolve("class" + index));
            for (int number = 0; number < 6; number++) {
                BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
                image.createGraphics().drawLine(number, 0, 7, number);
                image.setRGB(number, 7, COLOURS[index].getRGB());
                ImageIO.write(image, "png", plain.resolve(number + ".png").toFile());
            }
            rename("class" + index, CLASSES[index].replace("ö", "\\303\\266").replace("ü", "\\303\\274"));
        }
        spec = Specifications.write(folder, """
                name: locale
                data: {type: imageFolder, path: images, height: 8, width: 8, validation: 0.34}
                model: mlp
                stopWhen: [maxEpochs: 2]
                device: {type: cpu, threads: 1}
                """);
    }

    private void rename(String from, String octal) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "mv " + from + " \"$(printf '" + octal + "')\"")
                .directory(folder.resolve("images").toFile())
                .start();
        assertThat(shell.waitFor()).isZero();
    }

    @Test
    void shouldFindTheSameClassesInEveryLocale() throws Exception {
        JsonNode plain = train("C");
        JsonNode unicode = train("C.UTF-8");

        assertThat(plain.path("classNames")).extracting(JsonNode::asText).containsExactly("katze", "ton", "tör", "tür");
        assertThat(plain).isEqualTo(unicode);
    }

    @Test
    void shouldNameTheLocaleWhereANameCannotBeRead() throws Exception {
        rename("katze", "k\\344tze");

        Result result = TrainerProcess.start(in("C"), "run", spec, "--out", folder.resolve("run"))
                .await()
                .exitsWith(2);

        assertThat(result.err()).contains("LC_ALL=C", "not UTF-8", "rename it");
    }

    @Test
    void shouldSpeakChineseToWhoeverReadsItAndRecordEnglish() throws Exception {
        Path run = folder.resolve("run");
        Result result = TrainerProcess.start(in("C.UTF-8"), "run", spec, "--out", run, "--lang", "zh")
                .await()
                .exitsWith(0);

        assertThat(result.out()).contains("轮次 1/2", "在 2 个轮次", "maxEpochs：第 2/2 轮次已完成", "模型取自第");
        assertThat(run.resolve("train.log")).content().contains("epoch 1/2").doesNotContain("轮次");
        TrainerProcess.start(in("C.UTF-8"), "report", run, "--lang", "zh")
                .await()
                .exitsWith(0);
        assertThat(run.resolve("report.html")).content().contains("lang=\"zh-CN\"", "停止规则：为什么停止？");
    }

    @Test
    void shouldSpeakEnglishWhereChineseCannotBeWritten() throws Exception {
        Result result = TrainerProcess.start(in("C"), "backtest", spec, folder.resolve("none.csv"), "--lang", "zh")
                .await()
                .exitsWith(2);

        assertThat(result.err()).contains("error: The curve " + folder.resolve("none.csv") + " does not exist");
    }

    private static Consumer<ProcessBuilder> in(String locale) {
        return builder -> builder.environment().put("LC_ALL", locale);
    }

    private JsonNode train(String locale) throws Exception {
        Path run = folder.resolve("run-" + locale);
        TrainerProcess.start(in(locale), "run", spec, "--out", run).await().exitsWith(0);
        return JsonMapper.builder()
                .build()
                .readTree(run.resolve("model/training.json").toFile())
                .path("data");
    }
}
