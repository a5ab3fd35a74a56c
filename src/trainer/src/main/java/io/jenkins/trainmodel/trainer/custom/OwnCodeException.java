package io.jenkins.trainmodel.trainer.custom;

import java.util.Arrays;
import java.util.Optional;

/** Code of a user's own has failed. The message names the part, the class and line, and what was thrown. */
public final class OwnCodeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private OwnCodeException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @param what the part, such as {@code the metric balanced}
     * @param doing the method that was called
     */
    static OwnCodeException of(String what, String doing, Throwable thrown) {
        String said = place(thrown)
                .map(place -> "Code of your own has failed: " + what + " in " + place + ": " + thrown)
                .orElse("Code of your own has failed: " + what + " in its method " + doing + ": " + thrown);
        return new OwnCodeException(advised(said, thrown), thrown);
    }

    /** A part that gives what no part of its kind may give. */
    static OwnCodeException ofAnswer(String sentence) {
        return new OwnCodeException(sentence, null);
    }

    /** The innermost line of the user's own. */
    private static Optional<String> place(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> OwnClassLoader.NAME.equals(frame.getClassLoaderName()))
                .findFirst()
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + " (" + frame.getFileName() + ":"
                        + frame.getLineNumber() + ")");
    }

    private static String advised(String said, Throwable thrown) {
        if (thrown instanceof NoClassDefFoundError) {
            return said + ". The class is not on the class path: add the jar that holds it under classpath";
        }
        return thrown instanceof LinkageError
                ? said
                        + ". It was compiled against another version: compile it again against the train-model-own of"
                        + " this trainer, and against the libraries that are on the class path"
                : said;
    }
}
