package io.jenkins.trainmodel.trainer.watch.source;

import java.util.OptionalInt;

/** Epochs counted from 1, of a program that counts them from 0 or from 1: by the first number that counts. */
final class EpochNumbers {
    private OptionalInt first = OptionalInt.empty();

    /** From the beginning of another file. */
    void clear() {
        first = OptionalInt.empty();
    }

    /** The epoch of this number; empty while the program has not said one that counts. */
    OptionalInt known(int said) {
        return first.isEmpty() ? OptionalInt.empty() : OptionalInt.of(of(said));
    }

    int of(int said) {
        if (first.isEmpty()) {
            first = OptionalInt.of(said);
        }
        return first.getAsInt() == 0 && said < Integer.MAX_VALUE ? said + 1 : said;
    }
}
