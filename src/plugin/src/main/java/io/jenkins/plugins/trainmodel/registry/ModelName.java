package io.jenkins.plugins.trainmodel.registry;

/** What a model is called in a registry: a pattern with the words {@code {job}} and {@code {run}}. */
final class ModelName {
    static final String DEFAULT = "{job}-{run}";
    private static final int LONGEST = 200;

    private ModelName() {}

    /**
     * The pattern as it can be used.
     *
     * @throws IllegalArgumentException if it is none; the message says what is allowed
     */
    static String pattern(String pattern) {
        String used = pattern.isBlank() ? DEFAULT : pattern.strip();
        if (used.length() > LONGEST || used.matches("(?s).*[/:\\p{Cntrl}].*")) {
            throw new IllegalArgumentException(Messages.ModelName_found(used, Messages.ModelName_allowed()));
        }
        return used;
    }

    /** The name for a run; the slashes of folders, which a registry does not take, become dots. */
    static String of(String pattern, String job, String run) {
        return pattern.replace("{job}", plain(job)).replace("{run}", plain(run));
    }

    private static String plain(String name) {
        return name.replaceAll("[/:\\p{Cntrl}]", ".");
    }
}
