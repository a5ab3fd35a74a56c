package io.jenkins.plugins.trainmodel.agent;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Reads a part of a file. A file that does not exist is empty.
 *
 * @param offset of the first byte; a file that is shorter is not the one that was read before
 * @param maximum bytes that are read at most
 */
record ReadFile(long offset, int maximum) implements ControllerToAgentFileCallable<byte[]> {

    @Override
    public byte[] invoke(File file, VirtualChannel channel) throws IOException {
        if (!file.isFile()) {
            return new byte[0];
        }
        try (FileChannel in = FileChannel.open(file.toPath(), StandardOpenOption.READ)) {
            if (in.size() < offset) {
                throw new EventLogCutException("%s holds %,d bytes, and %,d were read before: it was replaced or cut"
                        .formatted(file, in.size(), offset));
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(maximum, in.size() - offset));
            while (bytes.hasRemaining() && in.read(bytes, offset + bytes.position()) >= 0) {
                // until the buffer is full or the file ends
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
    }
}
