package io.jenkins.trainmodel.trainer.benchmark;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** PyTorch in a Python process, which trains a turn when it is told to and says how long that took. */
final class PythonLoop implements Opponent {
    /** Below the folder with the sources of the trainer's module. */
    private static final Path SCRIPT = Path.of("python", "pytorch_loop.py");

    private final Process process;
    private final BufferedWriter to;
    private final BufferedReader from;

    private PythonLoop(Process process) {
        this.process = process;
        to = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts it, and waits until it is ready.
     *
     * @param sources the folder {@code src} of the trainer's module
     * @param data the folder of the data
     * @param arguments the script's, behind that
     */
    static PythonLoop start(String python, Path sources, Path data, List<String> arguments) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(python, sources.resolve(SCRIPT).toString(), data.toString());
        builder.command().addAll(arguments);
        PythonLoop loop = new PythonLoop(
                builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
        loop.answer();
        return loop;
    }

    @Override
    public double takeTurn(int steps) throws IOException {
        to.write(steps + "\n");
        to.flush();
        return Double.parseDouble(answer());
    }

    private String answer() throws IOException {
        String line = from.readLine();
        if (line == null) {
            throw new IOException("Python ended; what it says stands above");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        to.close();
        process.destroy();
    }
}
