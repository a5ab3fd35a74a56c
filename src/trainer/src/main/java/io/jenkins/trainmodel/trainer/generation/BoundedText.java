package io.jenkins.trainmodel.trainer.generation;

import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A text as it comes, up to a length and for as long as somebody waits for more of it. Where it was ended before the model
 * had ended it, "…" stands behind it.
 */
public final class BoundedText implements Predicate<String> {
    private static final String CUT = "…";

    private final int longest;
    private final BooleanSupplier wanted;
    private final StringBuilder text = new StringBuilder();
    private boolean cut;

    /**
     * An empty text.
     *
     * @param longest characters (UTF-16 units), the mark included
     * @param wanted whether there is time for more
     */
    public BoundedText(int longest, BooleanSupplier wanted) {
        this.longest = longest;
        this.wanted = wanted;
    }

    /** Takes what comes next; answers whether more is wanted. */
    @Override
    public boolean test(String more) {
        text.append(more);
        cut = cut || text.length() > longest || !wanted.getAsBoolean();
        return !cut;
    }

    /** Ends it here, whatever would have come. */
    public void cut() {
        cut = true;
    }

    @Override
    public String toString() {
        if (!cut) {
            return text.toString();
        }
        int end = Math.min(text.length(), longest - CUT.length());
        boolean withinCharacter = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, withinCharacter ? end - 1 : end) + CUT;
    }
}
