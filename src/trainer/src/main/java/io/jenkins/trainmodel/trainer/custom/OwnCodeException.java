package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.words.PlainText;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Code of a user's own has failed. The message names the part, the class and line, and what was thrown. */
public final class OwnCodeException extends RuntimeException {
    private static final long serialVersionUID = 1;
    /** Of a recursion without an end, the innermost tell enough. */
    private static final int MOST_FRAMES = 30;
    /** Of what is thrown, in characters: it may hold all that the code was at work on. */
    private static final int LONGEST = 2_000;

    private OwnCodeException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @param what the part, such as {@code the metric balanced}
     * @param where in what of it, such as {@code its constructor}, if no line of the user's own is to be seen
     */
    static OwnCodeException of(String what, String where, Throwable thrown) {
        try {
            // whoever has the exception may print it with all that caused it, and that is code of the user's own, too
            thrown.printStackTrace(new PrintWriter(Writer.nullWriter()));
            Throwable cause = cause(thrown);
            String said = failed(what, place(cause).orElse(where), Line.of(cause.toString()));
            return new OwnCodeException(advised(said, cause), thrown);
        } catch (Throwable mute) {
            String type = thrown.getClass().getName();
            return new OwnCodeException(
                    failed(what, where, type + ", which fails itself where it is to be told"),
                    thrown instanceof OutOfMemoryError ? thrown : null);
        }
    }

    /** What static fields of a class have thrown is packed by the JVM. */
    private static Throwable cause(Throwable thrown) {
        return thrown instanceof ExceptionInInitializerError && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    private static String failed(String what, String where, String thrown) {
        return "Code of your own has failed: " + what + " in " + where + ": " + thrown;
    }

    /**
     * A part that gives what no part of its kind may give.
     *
     * @param where the class, or its method, that has given it
     */
    static OwnCodeException ofAnswer(String what, String where, String said) {
        return new OwnCodeException(failed(what, where, said), null);
    }

    /** A part that has ended the process. */
    static OwnCodeException ofExit(String sentence) {
        return new OwnCodeException(sentence, null);
    }

    /** Whether the run ends whatever is to be ignored: what the whole process has too little of, others will miss next. */
    boolean endsAll() {
        return getCause() instanceof OutOfMemoryError;
    }

    /** What was thrown with the lines of the user's own and what these called, for people; empty where there are none. */
    public String trace() {
        StringBuilder told = new StringBuilder();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable thrown = getCause(); thrown != null && seen.add(thrown); thrown = thrown.getCause()) {
            List<StackTraceElement> frames = OwnFrames.of(thrown.getStackTrace());
            if (!frames.isEmpty()) {
                told.append(told.isEmpty() ? "" : "Caused by: ")
                        .append(PlainText.lines(thrown.toString(), LONGEST))
                        .append('\n');
                frames.stream()
                        .limit(MOST_FRAMES)
                        .forEach(frame -> told.append("\tat ").append(frame).append('\n'));
            }
        }
        return told.toString();
    }

    /** The innermost line of the user's own. */
    private static Optional<String> place(Throwable thrown) {
        return OwnFrames.innermost(thrown.getStackTrace()).map(OwnFrames::words);
    }

    private static String advised(String said, Throwable thrown) {
        if (thrown instanceof OutOfMemoryError) {
            return said + ". Give Java more by -Xmx, or let the code take less";
        }
        if (thrown instanceof NoClassDefFoundError) {
            return said + ". The class is not on the class path: add the jar that holds it under classpath";
        }
        if (thrown instanceof UnsupportedClassVersionError) {
            return said + ". It was compiled for a later Java: compile it with --release 17, or train with that Java";
        }
        return thrown instanceof LinkageError
                ? said
                        + ". It was compiled against another version: compile it again against the train-model-own of"
                        + " this trainer, and against the libraries that are on the class path"
                : said;
    }
}
