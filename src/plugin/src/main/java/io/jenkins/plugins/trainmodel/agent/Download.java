package io.jenkins.plugins.trainmodel.agent;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Objects;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Fetches a file from an address that the store of artifacts has given.
 *
 * @param address in UTF-8
 * @param bytes how many there are; no more are taken
 */
record Download(byte[] address, long bytes) implements ControllerToAgentFileCallable<Boolean> {
    private static final int SILENCE_MILLISECONDS = 60_000;

    @Override
    public Boolean invoke(File file, VirtualChannel channel) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.toPath().getParent()));
        URLConnection connection =
                URI.create(new String(address, StandardCharsets.UTF_8)).toURL().openConnection();
        connection.setConnectTimeout(SILENCE_MILLISECONDS);
        connection.setReadTimeout(SILENCE_MILLISECONDS);
        try (InputStream in = connection.getInputStream();
                OutputStream out = Files.newOutputStream(file.toPath())) {
            byte[] part = new byte[1 << 16];
            long left = bytes;
            for (int read = in.read(part); read >= 0 && left > 0; read = in.read(part)) {
                out.write(part, 0, (int) Math.min(read, left));
                left -= read;
            }
        }
        return true;
    }
}
