package io.jenkins.trainmodel.trainer.custom;

/** What own code says for people. */
final class Line {
    private static final int LONGEST = 500;

    private Line() {}

    /** On one line, bounded. */
    static String of(String said) {
        String line = String.valueOf(said).strip().replaceAll("\\p{Cntrl}+\\s*", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
