package io.jenkins.trainmodel.trainer.cli.engines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.trainer.program.SameProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * This program again, to try one GPU.
 *
 * @param number of the GPU, as a specification counts
 */
record TrialProcess(int number) {
    /** What it says of the GPU; it ends by itself. */
    TrialRow run() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        SameProgram.command(List.of("engines", "check", "--gpu", Integer.toString(number), "--json")))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        try {
            JsonNode row = new JsonMapper().readTree(said).path("devices").path(0);
            if (row.isObject()) {
                return TrialRow.read(row);
            }
        } catch (JsonProcessingException none) {
            // told below
        }
        return TrialRow.failed(
                "gpu:" + number, "The process that tried it ended with exit code %d.".formatted(exitCode));
    }
}
