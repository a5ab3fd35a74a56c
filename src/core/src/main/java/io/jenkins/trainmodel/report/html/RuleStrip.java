package io.jenkins.trainmodel.report.html;

import java.util.List;

/**
 * A rule's answers over the run, as stretches of equal status.
 *
 * @param columns the strip's width
 */
record RuleStrip(int columns, List<Stretch> stretches) {
    static final RuleStrip EMPTY = new RuleStrip(1, List.of());

    /** {@code width} columns from column {@code x} on, with the same status. */
    record Stretch(int x, int width, String status, String outcome, String text) {
        /** Its colour where no style sheet is obeyed. */
        String fill() {
            return switch (status) {
                case "fired" ->
                    outcome.equals("success") ? "#00774f" : outcome.equals("unstable") ? "#b87a0c" : "#c4314b";
                case "held" -> "#9db8d2";
                case "warming" -> "#dfe5ec";
                default -> "#d9b26a";
            };
        }
    }

    /** Says in words what the strip shows. */
    String summary() {
        List<String> texts = stretches.stream().map(Stretch::text).toList();
        return texts.size() <= 8
                ? String.join("; ", texts)
                : String.join("; ", texts.subList(0, 4)) + "; … ; "
                        + String.join("; ", texts.subList(texts.size() - 3, texts.size()));
    }
}
