package io.jenkins.trainmodel.trainer.torchscript;

import java.io.IOException;
import java.lang.ref.SoftReference;

/** The entry that was last read as a whole, remembered for as long as memory is not wanted otherwise. */
final class LastEntry {
    private String name = "";
    private SoftReference<byte[]> bytes = new SoftReference<>(null);

    /** Reads an entry. */
    interface Reading {
        byte[] read() throws IOException;
    }

    /** The bytes of an entry, read if they are not remembered; not to be changed. */
    synchronized byte[] get(String wanted, Reading reading) throws IOException {
        byte[] known = wanted.equals(name) ? bytes.get() : null;
        if (known != null) {
            return known;
        }
        byte[] read = reading.read();
        name = wanted;
        bytes = new SoftReference<>(read);
        return read;
    }
}
