package io.jenkins.trainmodel.trainer.custom;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The lines of users' own code in a stack trace. */
final class OwnFrames {
    private OwnFrames() {}

    private static boolean own(StackTraceElement frame) {
        return OwnClassLoader.NAME.equals(frame.getClassLoaderName());
    }

    /** The user's own and what these have called, without those that called them; empty where there is none. */
    static List<StackTraceElement> of(StackTraceElement[] trace) {
        for (int last = trace.length - 1; last >= 0; last--) {
            if (own(trace[last])) {
                return List.of(trace).subList(0, last + 1);
            }
        }
        return List.of();
    }

    static Optional<StackTraceElement> innermost(StackTraceElement[] trace) {
        return Arrays.stream(trace).filter(OwnFrames::own).findFirst();
    }

    /** Class, method, file and line. */
    static String words(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName() + " (" + frame.getFileName() + ":"
                + frame.getLineNumber() + ")";
    }
}
