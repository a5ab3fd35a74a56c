package io.jenkins.plugins.trainmodel.steer;

import io.jenkins.plugins.trainmodel.page.PlainAnswer;
import io.jenkins.plugins.trainmodel.reader.Reader;
import jakarta.servlet.http.HttpServletResponse;

/** That something which was asked of a run is not done; the message says why, for who has asked. */
public final class SteeringRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whether what was asked for cannot be understood or is not allowed; else it makes no sense as things stand. */
    private final boolean wrong;

    private SteeringRefusal(String message, boolean wrong) {
        super(message);
        this.wrong = wrong;
    }

    /** What was asked for is wrong in itself. */
    public static SteeringRefusal wrong(String message) {
        return new SteeringRefusal(message, true);
    }

    /** What was asked for is wrong by a sentence that is recorded in English, such as the specification's own. */
    public static SteeringRefusal wrongAsRecorded(String sentence) {
        return wrong(Reader.recorded(sentence));
    }

    /** It makes no sense as things stand. */
    public static SteeringRefusal untimely(String message) {
        return new SteeringRefusal(message, false);
    }

    public boolean isWrong() {
        return wrong;
    }

    /** The same for who has asked by HTTP. */
    public PlainAnswer answer() {
        return PlainAnswer.refused(status(), getMessage());
    }

    /** The status of HTTP: 400 for what is wrong, 409 for what makes no sense now. */
    int status() {
        return wrong ? HttpServletResponse.SC_BAD_REQUEST : HttpServletResponse.SC_CONFLICT;
    }
}
