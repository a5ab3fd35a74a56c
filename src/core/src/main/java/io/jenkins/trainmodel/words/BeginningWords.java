package io.jenkins.trainmodel.words;

import java.util.Locale;

/** What is said on a build's console before a trainer can speak for itself; one line each. */
public final class BeginningWords {
    private BeginningWords() {}

    /** The trainer's program was not on the machine and was sent there. */
    public static String sent(String machine, long bytes, double seconds) {
        return PlainText.line(String.format(
                Locale.ROOT,
                "sent the trainer to %s: %s in %s",
                machine,
                Quantity.bytes(bytes),
                Quantity.duration(seconds)));
    }

    /** The trainer's program was there already. */
    public static String present(String machine) {
        return PlainText.line(String.format(Locale.ROOT, "the trainer is on %s already", machine));
    }

    /** The Java that runs it, and where that was found. */
    public static String java(String version, String path) {
        return PlainText.line(String.format(Locale.ROOT, "Java %s: %s", version, path));
    }

    /** The trainer is a process now. */
    public static String launched(String directory) {
        return PlainText.line("the trainer starts; its run directory is " + directory);
    }
}
