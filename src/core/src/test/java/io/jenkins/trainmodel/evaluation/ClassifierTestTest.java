package io.jenkins.trainmodel.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.evaluation.ConfusionMatrix.Cell;
import io.jenkins.trainmodel.evaluation.TestResult.ClassResult;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ClassifierTestTest {
    private static final Offset<Double> EXACTLY = within(1e-9);

    @Test
    void shouldTellWhichClassWasTakenForWhich() {
        ClassifierTest test = new ClassifierTest(List.of("cat", "dog", "emu"), 5);
        test.add(0, new float[] {0.8f, 0.1f, 0.1f});
        test.add(0, new float[] {0.3f, 0.6f, 0.1f});
        test.add(1, new float[] {0.1f, 0.9f, 0});
        test.add(1, new float[] {0.2f, 0.8f, 0});
        test.add(1, new float[] {0.6f, 0.4f, 0});

        TestResult.Classification result = test.result();

        assertThat(result.confusion().cells())
                .containsExactly(new Cell(1, 1, 2), new Cell(0, 0, 1), new Cell(0, 1, 1), new Cell(1, 0, 1));
        assertThat(result.metrics().get("accuracy")).isEqualTo(0.6, EXACTLY);
        ClassResult dog = result.classes().get(1);
        assertThat(dog.support()).isEqualTo(3);
        assertThat(dog.precision().orElseThrow()).isEqualTo(2.0 / 3, EXACTLY);
        assertThat(dog.recall().orElseThrow()).isEqualTo(2.0 / 3, EXACTLY);
        assertThat(result.metrics().get("precision")).isEqualTo((0.5 + 2.0 / 3) / 2, EXACTLY);
    }

    @Test
    void shouldLeaveOutWhatIsUndefined() {
        ClassifierTest test = new ClassifierTest(List.of("cat", "dog", "emu"), 2);
        test.add(0, new float[] {0.8f, 0.2f, 0});
        test.add(0, new float[] {0.7f, 0.3f, 0});

        ClassResult emu = test.result().classes().get(2);

        assertThat(emu.precision()).isEmpty();
        assertThat(emu.recall()).isEmpty();
        assertThat(emu.f1()).isEmpty();
        assertThat(emu.prAuc()).isEmpty();
        assertThat(test.result().metrics()).doesNotContainKey("rocAuc");
    }

    /** What scikit-learn 1.9 says with roc_auc_score and average_precision_score. */
    @Test
    void shouldRankAsOthersDo() {
        float[] scores = {0.1f, 0.4f, 0.35f, 0.8f, 0.35f, 0.9f, 0.4f};
        int[] labels = {0, 0, 1, 1, 0, 1, 1};
        ClassifierTest test = new ClassifierTest(List.of("no", "yes"), scores.length);
        for (int i = 0; i < scores.length; i++) {
            test.add(labels[i], new float[] {1 - scores[i], scores[i]});
        }

        ClassResult yes = test.result().classes().get(1);

        assertThat(yes.rocAuc().orElseThrow()).isEqualTo(10.0 / 12, EXACTLY);
        assertThat(yes.prAuc().orElseThrow()).isEqualTo(0.5 + 0.75 / 4 + 4.0 / 6 / 4, EXACTLY);
    }

    @Test
    void shouldRankLikeThePairsThemselves() {
        Random random = new Random(7);
        ClassifierTest test = new ClassifierTest(List.of("no", "yes"), 300);
        double[] scores = new double[300];
        boolean[] positive = new boolean[300];
        for (int i = 0; i < 300; i++) {
            positive[i] = random.nextInt(3) == 0;
            scores[i] = (random.nextInt(20) + (positive[i] ? 4 : 0)) / 32.0;
            test.add(positive[i] ? 1 : 0, new float[] {(float) (1 - scores[i]), (float) scores[i]});
        }
        double won = 0;
        long pairs = 0;
        for (int i = 0; i < 300; i++) {
            for (int j = 0; j < 300; j++) {
                if (positive[i] && !positive[j]) {
                    won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                    pairs++;
                }
            }
        }

        assertThat(test.result().classes().get(1).rocAuc().orElseThrow()).isEqualTo(won / pairs, EXACTLY);
    }

    @Test
    void shouldTellHowSureTheModelMayBe() {
        ClassifierTest test = new ClassifierTest(List.of("no", "yes"), 4);
        test.add(1, new float[] {0.25f, 0.75f});
        test.add(1, new float[] {0.25f, 0.75f});
        test.add(0, new float[] {0.25f, 0.75f});
        test.add(0, new float[] {0, 1});

        Calibration calibration = test.result().calibration();

        assertThat(calibration.bins())
                .containsExactly(new Calibration.Bin(3, 0.75, 2.0 / 3), new Calibration.Bin(1, 1, 0));
        assertThat(calibration.expectedError()).isEqualTo((3 * (0.75 - 2.0 / 3) + 1) / 4, EXACTLY);
    }

    @Test
    void shouldNotJudgeWhatIsNotFinite() {
        ClassifierTest test = new ClassifierTest(List.of("no", "yes"), 1);

        assertThatThrownBy(() -> test.add(0, new float[] {Float.NaN, 1}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("the model's output for class no is NaN in sample 1 of the test data");
    }

    @Test
    void shouldHoldMoreSamplesThanItBeganWith() {
        ClassifierTest test = new ClassifierTest(List.of("no", "yes"), 5000);
        for (int i = 0; i < 5000; i++) {
            test.add(i % 2, i % 2 == 0 ? new float[] {0.9f, 0.1f} : new float[] {0.1f, 0.9f});
        }

        assertThat(test.result().metrics()).containsEntry("rocAuc", 1.0).containsEntry("accuracy", 1.0);
    }

    @Test
    void shouldKeepTheFullestCells() {
        int classes = 60;
        long[][] counts = new long[classes][classes];
        for (long[] row : counts) {
            Arrays.fill(row, 1);
        }
        counts[3][4] = 9;

        ConfusionMatrix matrix = ConfusionMatrix.of(counts);

        assertThat(matrix.cells()).hasSize(ConfusionMatrix.MOST_CELLS).startsWith(new Cell(3, 4, 9));
        assertThat(matrix.omitted()).isEqualTo(classes * classes - ConfusionMatrix.MOST_CELLS);
    }
}
