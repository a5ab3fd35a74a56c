package io.jenkins.plugins.trainmodel.delivery;

/**
 * What has come of telling another server once.
 *
 * @param words for people, without a full stop
 */
public record Answer(Fate fate, String words) {

    /** What follows. */
    public enum Fate {
        /** The receiver has it. */
        ARRIVED,
        /** It is not going to be taken, however often it is sent. */
        REFUSED,
        /** It may be taken later. */
        AGAIN
    }

    /** Of a server's status. Redirects are not followed: they could lead anywhere. */
    public static Answer of(int status) {
        Fate fate = fate(status);
        String more =
                fate == Fate.ARRIVED ? ": arrived" : status / 100 == 3 ? ", a redirect, which is not followed" : "";
        return new Answer(fate, "answered " + status + more);
    }

    private static Fate fate(int status) {
        if (status / 100 == 2) {
            return Fate.ARRIVED;
        }
        // Request Timeout, Too Early, Too Many Requests, and all that is the server's own fault.
        return status == 408 || status == 425 || status == 429 || status >= 500 ? Fate.AGAIN : Fate.REFUSED;
    }
}
