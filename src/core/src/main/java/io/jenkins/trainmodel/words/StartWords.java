package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people are told when a run begins. */
public record StartWords(Audience audience) {
    /** The label of the environment that says what an optimizer step of a language model takes. */
    public static final String OPTIMIZER_STEP = "optimizerStep";

    /** The label that says which batch size was found, and why no larger one. */
    public static final String BATCH_SIZE = "batchSize";

    /** The label of the environment that says what the series of a forecast are and where they are cut. */
    public static final String SERIES = "series";

    /** The label that says which program trains, where another one does. */
    public static final String COMMAND = "command";

    /** The label that says how gradients of several GPUs are added up. */
    public static final String GRADIENTS = "gradients";

    private static final String DEVICE = "device";

    List<String> lines(TrainingEvent.Started started) {
        Optional<String> watched = watched(started);
        if (watched.isPresent()) {
            return List.of(watched.get());
        }
        boolean validates = started.validationSamples() > 0;
        String samples = count(started.trainSamples(), "sample");
        Map<String, String> environment = started.environment();
        List<String> lines = new ArrayList<>();
        lines.add(say(
                "event.started",
                count(started.parameters(), "parameter"),
                validates ? say("event.withValidation", samples, Quantity.count(started.validationSamples())) : samples,
                where(environment)));
        started.trained()
                .ifPresent(trained ->
                        lines.add(say("event.trained", Quantity.count(trained), share(trained, started.parameters()))));
        label(environment, GRADIENTS).ifPresent(way -> lines.add(Recorded.in(audience, way)));
        label(environment, BATCH_SIZE).ifPresent(found -> lines.add(chosen(audience, found)));
        label(environment, OPTIMIZER_STEP)
                .ifPresent(tokens -> lines.add(say("event.step", Recorded.in(audience, tokens))));
        lines.add(say(validates ? "event.epochValidated" : "event.epoch", count(started.stepsPerEpoch(), "step")));
        label(environment, SERIES).ifPresent(series -> lines.add(Recorded.in(audience, series)));
        return lines;
    }

    private String where(Map<String, String> environment) {
        String device = label(environment, DEVICE).orElseGet(() -> say("event.unknownDevice"));
        return label(environment, TrainingEvent.Started.REPLICAS)
                .map(processes -> say("event.processes", device, processes))
                .orElse(device);
    }

    /** What is said of a run in which another program trains, of whose network and data nobody here knows the sizes. */
    Optional<String> watched(TrainingEvent.Started started) {
        return isWatched(started)
                ? label(started.environment(), COMMAND).map(command -> say("event.watched", command))
                : Optional.empty();
    }

    /** Whether another program trains. */
    public static boolean isWatched(TrainingEvent.Started started) {
        return started.parameters() == 0 && started.environment().containsKey(COMMAND);
    }

    /** How much is trained, as a percentage of the parameters that a network has. */
    public static String share(long trained, long parameters) {
        return Quantity.percent((double) trained / Math.max(1, parameters));
    }

    /** Which batch size was found for a specification that leaves it open. */
    public static String chosen(Audience audience, String found) {
        return Recorded.in(audience, "training.batchSize: " + found);
    }

    private static Optional<String> label(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(PlainText::line);
    }

    private String say(String key, Object... values) {
        return Speech.say(audience, key, values);
    }

    private String count(long count, String singular) {
        return Quantity.of(count, singular, audience);
    }
}
