package io.jenkins.trainmodel.event;

/** What one line of an event log turned out to be. */
public sealed interface LogLine {

    /**
     * An event that this program knows.
     *
     * @param cut whether it held more than an event may, and what was too much is missing
     */
    record Event(EventRecord record, boolean cut) implements LogLine {

        /** A whole event. */
        public Event(EventRecord record) {
            this(record, false);
        }
    }

    /**
     * An event that a newer program wrote: of a type that is unknown here, or in a schema newer than
     * {@link EventRecord#SCHEMA_VERSION}. Readers pass over it.
     */
    record Unknown(int version, long sequence, String type) implements LogLine {}

    /** No event at all: torn by a crash, or something else wrote it. Readers pass over it and report it. */
    record Damaged(String problem) implements LogLine {}
}
