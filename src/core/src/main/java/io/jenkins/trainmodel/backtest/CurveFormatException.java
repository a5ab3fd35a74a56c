package io.jenkins.trainmodel.backtest;

import java.io.IOException;

/** A file is no curve; the message says which file, where in it, what was found and what is expected. */
public final class CurveFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    CurveFormatException(String where, String problem) {
        super(where + ": " + problem);
    }
}
