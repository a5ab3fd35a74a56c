package io.jenkins.trainmodel.trainer.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@link EngineProgram} in a Java process of its own.
 *
 * @param output what it prints, errors among it
 */
record EngineProcess(Process process, Path output) {

    /** How it ended, and all that it printed. */
    record Run(int exitCode, String output) {}

    static EngineProcess launch(String arguments, Map<String, String> environment, Path localRepository, Path output)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                EngineProgram.command(List.of("-Dmaven.repo.local=" + localRepository), arguments.split(" ")));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        return new EngineProcess(builder.start(), output);
    }

    Run await() throws Exception {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("no end after two minutes: " + Files.readString(output));
        }
        return new Run(process.exitValue(), Files.readString(output));
    }
}
