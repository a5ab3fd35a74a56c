package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.evaluation.ClassifierTest;
import io.jenkins.trainmodel.evaluation.RegressionTest;
import io.jenkins.trainmodel.evaluation.TestResult;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.report.RunHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The test of the kept model, as the report shows it. */
class TestViewTest {

    @Test
    void shouldShowMetricsClassesAndConfusionOfAClassifier() {
        ClassifierTest test = new ClassifierTest(List.of("cat", "<b>dog</b>"), 3);
        test.add(0, new float[] {0.75f, 0.25f});
        test.add(1, new float[] {0.75f, 0.25f});
        test.add(1, new float[] {0.25f, 0.75f});

        String page = page(test.result());

        assertThat(page)
                .contains("Test of the kept model, on 3 samples")
                .contains("<bdi>Test accuracy</bdi></th><td>0.6667</td>")
                .contains("&lt;b&gt;dog&lt;/b&gt;")
                .doesNotContain("<b>dog")
                .contains("<td class=\"shade-9\">1</td><td class=\"shade-0\">0</td>")
                .contains("aria-label=\"Calibration: accuracy over confidence\"");
    }

    @Test
    void shouldNameThePairsThatAreConfusedMostWhereClassesAreMany() {
        List<String> names = IntStream.range(0, 30).mapToObj(i -> "c" + i).toList();
        ClassifierTest test = new ClassifierTest(names, 30);
        for (int label = 0; label < 30; label++) {
            float[] probabilities = new float[30];
            probabilities[label == 7 ? 8 : label] = 1;
            test.add(label, probabilities);
        }

        assertThat(page(test.result()))
                .contains("<bdi>c7</bdi></th><td class=\"word\"><bdi>c8</bdi></td><td>1</td>")
                .doesNotContain("Confusion matrix");
    }

    @Test
    void shouldShowTheMetricsOfALanguageModel() {
        assertThat(page(new TestResult.LanguageModel(40, Map.of("loss", 1.5, "perplexity", 4.5))))
                .contains("Test of the kept model, on 40 samples")
                .contains("<bdi>Test perplexity</bdi></th><td>4.5")
                .doesNotContain("Test by class", "Confusion matrix", "Predictions");
    }

    @Test
    void shouldDrawPredictionsOverLabelsOfARegression() {
        RegressionTest test = new RegressionTest();
        test.add(10, 20);
        test.add(20, 10);

        assertThat(page(test.result()))
                .contains("Predictions: prediction over label")
                .contains("<circle cx=\"0.0\" cy=\"0.0\"")
                .contains("<circle cx=\"200.0\" cy=\"200.0\"");
    }

    private static String page(TestResult result) {
        RunHistory history = new RunHistory();
        history.add(new EventRecord(1, 1, Instant.EPOCH, new Conclusion.Tested(result)));
        return EmbeddedReport.of(history).parts().get("figures");
    }
}
