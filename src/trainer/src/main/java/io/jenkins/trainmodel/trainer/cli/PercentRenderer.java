package io.jenkins.trainmodel.trainer.cli;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/** Draws {@code task  45% ████▌      details}, cut at the width of the terminal. */
final class PercentRenderer implements ProgressBarRenderer {
    private static final int WIDTH = 20;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    @Override
    public String render(ProgressState state, int maximumLength) {
        String line = state.isIndefinite()
                ? state.getTaskName() + " … " + state.getExtraMessage()
                : String.format(
                        Locale.ROOT,
                        "%s %3d%% %s▏%s",
                        state.getTaskName(),
                        (int) Math.floor(100 * state.getNormalizedProgress()),
                        bar(state.getNormalizedProgress()),
                        state.getExtraMessage());
        return line.length() <= maximumLength ? line : line.substring(0, Math.max(0, maximumLength));
    }

    private static String bar(double fraction) {
        int eighths = (int) Math.round(Math.min(1, Math.max(0, fraction)) * WIDTH * 8);
        StringBuilder bar = new StringBuilder("█".repeat(eighths / 8));
        if (bar.length() < WIDTH) {
            bar.append(EIGHTHS.charAt(eighths % 8));
        }
        return bar.append(" ".repeat(WIDTH - bar.length())).toString();
    }
}
