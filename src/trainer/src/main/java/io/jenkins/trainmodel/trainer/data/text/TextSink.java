package io.jenkins.trainmodel.trainer.data.text;

import java.io.IOException;

/** Takes the documents of a text one after the other, each in sections that together are all of it. */
interface TextSink {
    /** Wants nothing of a text that is only looked at. */
    TextSink NONE = new TextSink() {
        @Override
        public void section(byte[] text) {
            // nothing is kept
        }

        @Override
        public void endOfDocument() {
            // nothing is kept
        }
    };

    /** The next section of the document: UTF-8, cut between characters, never empty. */
    void section(byte[] text) throws IOException;

    /** The document is over; it may have had no section. */
    void endOfDocument() throws IOException;
}
