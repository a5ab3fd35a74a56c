package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.event.BottleneckFound.Stage;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.words.BottleneckWords;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The way of the data through the machine, as layers one above the other: each as wide as its share of what the machine can do.
 *
 * @param finding the bottleneck and what is most likely to help
 * @param profiled when the machine was measured; empty: it was not
 */
record StagesView(String finding, List<Layer> layers, Optional<String> profiled) {
    private static final int WIDTH = 1000;

    /**
     * A part of the way.
     *
     * @param stage its word in the event, where it is one that is known, else nothing
     * @param percent empty where no peak is known
     * @param filled of the bar, in thousandths
     * @param bottleneck whether it is what held the training up
     */
    record Layer(String stage, String label, String percent, String filled, String rates, boolean bottleneck) {
        /** Whether there is a bar to draw. */
        boolean hasShare() {
            return !percent.isEmpty();
        }
    }

    /** As it was told last. */
    static Optional<StagesView> of(ReportData run) {
        return run.notable().stream()
                .map(EventRecord::event)
                .filter(BottleneckFound.class::isInstance)
                .map(BottleneckFound.class::cast)
                .reduce((first, second) -> second)
                .map(found -> of(found, run));
    }

    private static StagesView of(BottleneckFound found, ReportData run) {
        BottleneckWords words = new BottleneckWords(run.audience());
        return new StagesView(
                capital(run.say("sentence", words.finding(found))),
                found.stages().stream()
                        .map(stage -> new Layer(
                                stage.stage(),
                                capital(words.label(stage)),
                                words.share(stage),
                                filled(stage),
                                words.rates(stage),
                                isBottleneck(found, stage)))
                        .toList(),
                found.profiledAt().map(run.audience()::timeWithZone));
    }

    /** On a page these words begin, and on a console they do not. */
    private static String capital(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String filled(Stage stage) {
        return String.format(
                Locale.ROOT, "%.2f", WIDTH * Math.min(1, stage.share().orElse(0.0)));
    }

    /** The stage that a bottleneck is about; overhead is about none. */
    private static boolean isBottleneck(BottleneckFound found, Stage stage) {
        String about = switch (found.bottleneck()) {
            case BottleneckFound.DATA -> found.advice().equals("disk") ? "disk" : "preprocessing";
            case BottleneckFound.MEMORY ->
                found.stages().stream().anyMatch(one -> one.stage().equals("deviceMemory")) ? "deviceMemory" : "memory";
            default -> found.bottleneck();
        };
        return about.equals(stage.stage());
    }
}
