package io.jenkins.trainmodel.trainer.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;

/** The same language model in PyTorch, written for itself: {@code src/python/language_model.py}. */
final class PythonLanguageModel {
    private static final Path SCRIPT = Path.of("src", "python", "language_model.py");

    private PythonLanguageModel() {}

    /** Trains it on {@code train.txt}, and gives its loss on {@code validation.txt} at the end. */
    static double validationLoss(String python, int threads, Path folder) throws Exception {
        Process process = new ProcessBuilder(
                        List.of(python, SCRIPT.toString(), folder.toString(), "--threads", Integer.toString(threads)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            String loss = output.readLine();
            assertThat(process.waitFor()).isZero();
            return Double.parseDouble(loss);
        }
    }
}
