package io.jenkins.trainmodel.trainer.huggingface;

import io.jenkins.trainmodel.trainer.data.file.Fingerprint;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.file.SourceFile;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model in a directory of the Hugging Face layout: {@code config.json} and {@code model.safetensors}, or several files with
 * {@code model.safetensors.index.json}.
 */
public record HuggingFaceModel(Path directory, Gpt2Config config) {
    private static final String WEIGHTS = "model";
    private static final String WEIGHTS_FILE = "model.*\\.safetensors(\\.index\\.json)?";
    private static final String HOW = "; save it with save_pretrained(…, safe_serialization=True)";

    /** @throws HuggingFaceException if there is no model that can be read: what is missing or is another one */
    public static HuggingFaceModel open(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new HuggingFaceException("there is no directory " + directory
                    + "; it must hold config.json and model.safetensors, as save_pretrained writes them");
        }
        Path config = directory.resolve(Gpt2ConfigFile.NAME);
        if (!Files.isRegularFile(config)) {
            throw new HuggingFaceException(directory + " holds no config.json, so it is no model" + HOW);
        }
        requireInside(directory, config);
        HuggingFaceModel model = new HuggingFaceModel(directory, Gpt2ConfigFile.read(config));
        model.requireFiles();
        new Gpt2Layout(config, model.config()).require(model.saved());
        return model;
    }

    /** Whoever names a directory has not named what its links lead to. */
    private static void requireInside(Path directory, Path file) throws IOException {
        if (!file.toRealPath().startsWith(directory.toRealPath())) {
            throw new HuggingFaceException(
                    file + " is a link that leads out of the directory; copy the files themselves,"
                            + " as hf download --local-dir and cp -L do");
        }
    }

    private void requireFiles() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> file.getFileName().toString().matches(WEIGHTS_FILE))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            throw new HuggingFaceException(directory + " holds no model.safetensors" + HOW);
        }
        for (Path file : files) {
            requireInside(directory, file);
        }
    }

    private TensorFiles files() {
        return new TensorFiles(directory, WEIGHTS);
    }

    private List<NamedTensor> saved() throws IOException {
        return files().read();
    }

    /** The SHA-256 of {@code model.safetensors}; of several files as {@link Fingerprint} has it. */
    public String fingerprint() throws IOException {
        List<String> fingerprints = new ArrayList<>();
        requireFiles();
        for (Path file : files().files()) {
            try (SourceFile content = SourceFile.open(file, LoadProgress.NONE)) {
                fingerprints.add(content.fingerprint());
            }
        }
        return Fingerprint.of(fingerprints);
    }

    /**
     * Its parameters by the names and in the form that this trainer has them in; their data is read when it is asked for.
     *
     * @param places how many of its places are wanted, of which it may have more
     * @throws IOException if a file is damaged, or holds what no network of this shape has
     */
    public List<NamedTensor> parameters(int places) throws IOException {
        List<NamedTensor> saved = saved();
        try {
            return Gpt2Tensors.upTo(places, Gpt2Tensors.fromFile(saved, config.tied()).stream())
                    .toList();
        } catch (HuggingFaceException unfit) {
            throw new HuggingFaceException(directory + ": " + unfit.getMessage(), unfit);
        }
    }
}
