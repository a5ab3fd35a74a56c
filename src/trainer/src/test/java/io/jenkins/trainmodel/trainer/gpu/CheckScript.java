package io.jenkins.trainmodel.trainer.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code src/gpu/check.sh}, run to its end.
 *
 * @param said on both streams
 */
record CheckScript(int exitCode, String said) {
    /** The script's exit code where there is no GPU. */
    static final int NO_GPU = 3;

    static CheckScript run(Path log, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "src/gpu/check.sh"));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        int code = builder.start().waitFor();
        return new CheckScript(code, Files.readString(log));
    }
}
