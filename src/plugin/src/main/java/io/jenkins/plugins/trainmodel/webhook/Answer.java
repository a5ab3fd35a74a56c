package io.jenkins.plugins.trainmodel.webhook;

/**
 * What has come of sending a report once.
 *
 * @param words for people, without a full stop
 */
record Answer(Fate fate, String words) {

    enum Fate {
        /** The receiver has it. */
        ARRIVED,
        /** It is not going to be taken, however often it is sent. */
        REFUSED,
        /** It may be taken later. */
        AGAIN
    }

    /** Of a server's status. Redirects are not followed: they could lead anywhere. */
    static Answer of(int status) {
        return new Answer(
                fate(status), "answered " + status + (status / 100 == 3 ? ", a redirect, which is not followed" : ""));
    }

    private static Fate fate(int status) {
        if (status / 100 == 2) {
            return Fate.ARRIVED;
        }
        // Request Timeout, Too Early, Too Many Requests, and all that is the server's own fault.
        return status == 408 || status == 425 || status == 429 || status >= 500 ? Fate.AGAIN : Fate.REFUSED;
    }
}
