package io.jenkins.trainmodel.own;

/** An option that cannot be meant. People are told where it stands, what was found, and what is allowed. */
public final class OptionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String option;
    private final String found;
    private final String allowed;

    /**
     * @param option its key
     * @param found what is wrong, such as {@code `0`, which is no width}
     * @param allowed what may stand there, such as {@code a whole number of at least 1}
     */
    public OptionException(String option, String found, String allowed) {
        super(option + ": found " + found + ", allowed is " + allowed);
        this.option = option;
        this.found = found;
        this.allowed = allowed;
    }

    public String option() {
        return option;
    }

    public String found() {
        return found;
    }

    public String allowed() {
        return allowed;
    }
}
