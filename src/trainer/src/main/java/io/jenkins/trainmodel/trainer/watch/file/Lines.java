package io.jenkins.trainmodel.trainer.watch.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Parts bytes into lines. A line that is longer than a mebibyte is passed over, so that what is kept is bounded. */
public final class Lines {
    private static final int LONGEST = 1 << 20;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean tooLong;

    /** Forgets what has come of a line. */
    public void clear() {
        line.reset();
        tooLong = false;
    }

    /** Gives every line that is complete, without its end; one that is too long is told of. */
    public void add(byte[] bytes, Consumer<String> lines, Runnable longOne) {
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                append(bytes, begin, i);
                end(lines, longOne);
                begin = i + 1;
            }
        }
        append(bytes, begin, bytes.length);
    }

    /** Gives what has come of a line although nothing ends it. */
    public void finish(Consumer<String> lines, Runnable longOne) {
        end(lines, longOne);
    }

    private void append(byte[] bytes, int from, int to) {
        tooLong = tooLong || line.size() + to - from > LONGEST;
        if (tooLong) {
            line.reset();
        } else {
            line.write(bytes, from, to - from);
        }
    }

    private void end(Consumer<String> lines, Runnable longOne) {
        String text = line.toString(StandardCharsets.UTF_8).strip();
        if (tooLong) {
            longOne.run();
        } else if (!text.isEmpty()) {
            lines.accept(text);
        }
        clear();
    }
}
