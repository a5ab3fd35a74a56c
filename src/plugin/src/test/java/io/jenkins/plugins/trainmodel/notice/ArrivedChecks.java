package io.jenkins.plugins.trainmodel.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.checks.api.ChecksAnnotation;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.api.ChecksOutput;
import io.jenkins.plugins.checks.api.ChecksPublisher;
import io.jenkins.plugins.checks.api.ChecksStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a forge is handed, and has to be handed, of runs. */
final class ArrivedChecks extends ChecksPublisher {
    private final BlockingQueue<ChecksDetails> checks = new LinkedBlockingQueue<>();

    @Override
    public void publish(ChecksDetails details) {
        checks.add(details);
    }

    void forget() {
        checks.clear();
    }

    private ChecksDetails take() throws InterruptedException {
        return Objects.requireNonNull(checks.poll(10, TimeUnit.SECONDS), "no check within 10 s");
    }

    /** Of the training that the documented Pipeline does. */
    void assertBegunAndUnstable(String page) throws InterruptedException {
        ChecksDetails begun = take();
        ChecksDetails ended = take();
        assertThat(List.of(begun, ended))
                .extracting(ChecksDetails::getName, ChecksDetails::getDetailsURL, ChecksDetails::getStatus)
                .containsExactly(
                        tuple(Optional.of("Training: digits"), Optional.of(page), ChecksStatus.IN_PROGRESS),
                        tuple(Optional.of("Training: digits"), Optional.of(page), ChecksStatus.COMPLETED));
        ChecksOutput output = ended.getOutput().orElseThrow();
        assertThat(ended.getConclusion()).isEqualTo(ChecksConclusion.FAILURE);
        assertThat(output.getSummary().orElseThrow()).startsWith("Stopped after epoch 3 of 3: maxEpochs");
        assertThat(output.getText().orElseThrow())
                .contains("| Metric | Last | Best | Reference |\n| --- |")
                .containsPattern("\\| failed \\\\\\(unstable\\\\\\) \\| [^|]*loss");
        assertThat(output.getChecksImages())
                .extracting(image -> image.getImageUrl().orElseThrow())
                .containsExactly(page + "curves.png");
    }

    /**
     * Of a specification that cannot be used: the problem stands beside its line.
     *
     * @param specification its text
     * @param line what is in the line that is wrong
     */
    void assertRefused(String file, String specification, String line, String problem) throws InterruptedException {
        ChecksDetails check = take();
        assertThat(check.getConclusion()).isEqualTo(ChecksConclusion.FAILURE);
        ChecksAnnotation annotation =
                check.getOutput().orElseThrow().getChecksAnnotations().get(0);
        assertThat(annotation.getPath()).contains(file);
        int number = annotation.getStartLine().orElseThrow();
        assertThat(specification.lines().toList().get(number - 1)).contains(line);
        assertThat(annotation.getMessage().orElseThrow()).contains(problem);
    }
}
