package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent.Warning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that go on from a model of the night before, on data that has changed since. */
class ParentIT {
    /** So slow that nothing is learned: only other samples or another order of them could make a difference. */
    private static final String LEARN_NOTHING = "training.optimizer.learningRate=1.0e-9";

    @TempDir
    private Path folder;

    private CsvTraining training;
    private List<String> digits;

    @BeforeEach
    void readDigits() throws IOException {
        training = new CsvTraining(folder);
        digits = CsvTraining.digits();
    }

    private static String parent(RunFolder parent) {
        return "reference=" + parent.root();
    }

    /** Labels of which one in five is wrong at random can only be remembered, which shows who validates by what it learned. */
    private List<String> noisy() {
        Random random = new Random(5);
        return digits.stream()
                .map(line -> random.nextInt(5) == 0 && !line.endsWith("digit")
                        ? line.substring(0, line.lastIndexOf(',') + 1) + random.nextInt(10)
                        : line)
                .toList();
    }

    @Test
    void shouldNotJudgeAChildByWhatItsParentHasLearned() throws Exception {
        List<String> grown = new ArrayList<>(noisy());
        RunFolder parent = training.train("parent", grown.subList(0, 1780), 30);
        Collections.shuffle(grown.subList(1, grown.size()), new Random(1));

        RunFolder child = training.train("child", grown, 1, parent(parent), "warmStart=parameters", LEARN_NOTHING);

        assertThat(CsvTraining.accuracy(child))
                .isBetween(CsvTraining.accuracy(parent) - 0.03, CsvTraining.accuracy(parent) + 0.03);
        assertThat(child.events(Warning.class))
                .extracting(Warning::message)
                .noneMatch(text -> text.contains("flattered"));
    }

    @Test
    void shouldRefuseASplitThatMixesWhatTheParentHasLearned() throws Exception {
        RunFolder parent = training.train("parent", digits, 1);

        String refusal = training.refuse("child", digits, 1, parent(parent), "warmStart=parameters", "seed=7");

        assertThat(refusal).contains("% of the samples", "flattered", "seed: 42", "validation: 0.2");
    }

    @Test
    void shouldMatchClassesAndColumnsOfTheParentByName() throws Exception {
        RunFolder parent = training.train("parent", digits, 3);
        List<String> reversed = digits.stream().map(ParentIT::reversed).toList();

        RunFolder child = training.train("child", reversed, 1, parent(parent), "warmStart=parameters", LEARN_NOTHING);

        assertThat(CsvTraining.accuracy(child)).isEqualTo(CsvTraining.accuracy(parent));
        assertThat(child.trainingJson().path("data").path("preprocessing").path("columns"))
                .isEqualTo(
                        parent.trainingJson().path("data").path("preprocessing").path("columns"));
        TrainerProcess.run("verify", child.names().model()).exitsWith(0);
    }

    /** The columns of the pixels from the last to the first. */
    private static String reversed(String line) {
        List<String> cells = new ArrayList<>(List.of(line.split(",")));
        Collections.reverse(cells.subList(0, cells.size() - 1));
        return String.join(",", cells);
    }

    @Test
    void shouldRefuseAParentWithOtherClassesOrColumns() throws Exception {
        RunFolder parent = training.train("parent", digits, 1);

        assertThat(training.refuse("child", replaced(",0$", ",z"), 1, parent(parent), "warmStart=parameters"))
                .contains("classes are not those of the parent", "only the model has \"0\"", "only the data has \"z\"");
        assertThat(training.refuse(
                        "child", replaced("^pixel_0_0,", "corner,"), 1, parent(parent), "warmStart=parameters"))
                .contains("columns are not those of the parent", "\"pixel_0_0\"", "\"corner\"");
    }

    private List<String> replaced(String pattern, String by) {
        return digits.stream().map(line -> line.replaceFirst(pattern, by)).toList();
    }
}
