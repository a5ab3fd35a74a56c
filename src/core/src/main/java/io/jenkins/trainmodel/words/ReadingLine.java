package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.metric.MetricNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The losses of a reading, of a run that has no complete epoch to tell of: {@code step 12: train/loss 0.5}. */
final class ReadingLine {
    private static final List<String> TOLD = List.of(MetricNames.TRAIN_LOSS, MetricNames.VALIDATION_LOSS);

    private ReadingLine() {}

    /** Empty where it has no loss. */
    static Optional<String> of(TrainingEvent.Step reading, Audience audience) {
        String losses = TOLD.stream()
                .filter(reading.metrics()::containsKey)
                .map(name -> MetricWords.inSentence(name, audience) + " "
                        + Quantity.number(reading.metrics().get(name)))
                .collect(Collectors.joining(", "));
        return losses.isEmpty()
                ? Optional.empty()
                : Optional.of(Speech.say(audience, "reading", Quantity.count(reading.step()), losses));
    }
}
