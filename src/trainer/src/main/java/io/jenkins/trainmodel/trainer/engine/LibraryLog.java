package io.jenkins.trainmodel.trainer.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;

/**
 * What the libraries (DJL, Maven Resolver, OSHI) log. It reaches the JDK's logging through SLF4J; the console belongs to the
 * trainer's own words.
 */
public final class LibraryLog {
    /** Held here, because the JDK forgets the handlers of a logger that nobody holds. */
    private static final List<Logger> LIBRARIES = List.of(
            Logger.getLogger("ai.djl"),
            Logger.getLogger("oshi"),
            Logger.getLogger("org.eclipse.aether"),
            Logger.getLogger("eu.maveniverse"));

    private LibraryLog() {}

    /** Takes the libraries off the console. */
    public static void quieten() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            if (handler instanceof ConsoleHandler) {
                handler.setLevel(Level.OFF);
            }
        }
    }

    /** Appends what they say to a file, line by line, until it is closed. */
    public static Attachment appendTo(Path file) throws IOException {
        OutputStream stream = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Handler handler = new FlushingHandler(stream);
        handler.setEncoding(StandardCharsets.UTF_8.name());
        LIBRARIES.forEach(logger -> logger.addHandler(handler));
        return () -> {
            LIBRARIES.forEach(logger -> logger.removeHandler(handler));
            handler.close();
        };
    }

    /** A file that receives the libraries' words. */
    public interface Attachment extends AutoCloseable {
        @Override
        void close();
    }

    /** A process that is killed loses no line. */
    private static final class FlushingHandler extends StreamHandler {
        FlushingHandler(OutputStream stream) {
            super(stream, new SimpleFormatter());
        }

        @Override
        public synchronized void publish(LogRecord record) {
            super.publish(record);
            flush();
        }
    }
}
