package io.jenkins.trainmodel.trainer.watch.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Takes what a program prints on a thread of its own, so that the program never waits for whoever reads it. */
final class OutputPump {
    private static final int CHARACTERS = 1 << 16;

    private final OutputLog log;
    private final Thread thread;

    private OutputPump(OutputLog log, InputStream output) {
        this.log = log;
        this.thread = new Thread(() -> pump(output), "output");
        thread.setDaemon(true);
    }

    static OutputPump start(InputStream output, Path file, Consumer<String> console) throws IOException {
        OutputPump pump = new OutputPump(new OutputLog(file, console), output);
        pump.thread.start();
        return pump;
    }

    private void pump(InputStream output) {
        try (log;
                Reader reader = new InputStreamReader(output, StandardCharsets.UTF_8)) {
            char[] characters = new char[CHARACTERS];
            // a read gives what is there, and waits only where that is nothing: what a program has printed before it
            // pauses is written
            for (int count = reader.read(characters); count >= 0; count = reader.read(characters)) {
                log.print(characters, count);
            }
        } catch (IOException closed) {
            // The program is gone. A file that cannot be written ends nothing: a closed pipe would end the program.
        }
    }

    /** Waits for the end of the output, but no longer than this: a process of the program's may hold it open. */
    void await(long milliseconds) {
        try {
            thread.join(milliseconds);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** The newest lines, at most 20, the newest last. */
    List<String> last() {
        return log.last();
    }
}
