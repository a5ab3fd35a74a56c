package io.jenkins.trainmodel.trainer.torchscript;

import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.file.SourceFile;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import io.jenkins.trainmodel.trainer.torchscript.PickleValue.Instance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A TorchScript file that {@code torch.jit.save} has written. It is hostile until proven otherwise: sizes are bounded, its pickle
 * is read as a description, and its code runs nowhere but in the engine, and not where it calls what reaches files. It is a program all the same.
 *
 * @param network the object at its root
 * @param constants {@code constants.pkl} and the tensors that it refers to, by their names in the archive
 * @param tensors parameters and buffers in the order of the modules, each once
 */
public record ScriptFile(
        ScriptZip zip, Instance network, ScriptCode code, Map<String, byte[]> constants, List<ScriptTensor> tensors) {
    private static final int LARGEST_PICKLE = 64 << 20;
    private static final int LARGEST_CODE = 16 << 20;
    private static final int LARGEST_CONSTANTS = 256 << 20;
    private static final String CONSTANTS = "constants.pkl";

    /** Types in which a buffer may change in training, as the statistics of normalisation and their count do. */
    private static final Set<TensorType> CHANGING = Set.of(TensorType.F32, TensorType.I64);

    /** @throws ScriptFileException if it cannot be trained: why, and what to do */
    public static ScriptFile open(Path path) throws IOException {
        try {
            return read(path);
        } catch (ScriptFileException unfit) {
            throw new ScriptFileException(path + " cannot be trained: " + unfit.getMessage(), unfit);
        }
    }

    private static ScriptFile read(Path path) throws IOException {
        ScriptZip zip = ScriptZip.open(path);
        if (!new String(zip.bytes("byteorder", 64), StandardCharsets.US_ASCII).equals("little")) {
            throw new ScriptFileException("its numbers are big-endian; save it on another machine");
        }
        ScriptCode code = ScriptCode.of(texts(zip));
        if (!(PickleReader.read(zip.bytes("data.pkl", LARGEST_PICKLE)) instanceof Instance network)) {
            throw new ScriptFileException("it holds no module");
        }
        code.requireOneTensorEach(network.type());
        code.requireMeasurable();
        List<ScriptTensor> tensors = new ModuleWalk(zip, code).tensors(network);
        return new ScriptFile(zip, network, code, constants(zip), tensors);
    }

    private static Map<String, String> texts(ScriptZip zip) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        int left = LARGEST_CODE;
        for (String name : new TreeSet<>(zip.entries().keySet())) {
            if (ScriptCode.isCode(name)) {
                byte[] text = zip.bytes(name, left);
                left -= text.length;
                texts.put(name, new String(text, StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    private static Map<String, byte[]> constants(ScriptZip zip) throws IOException {
        Map<String, byte[]> constants = new LinkedHashMap<>();
        int left = LARGEST_CONSTANTS;
        for (String name : new TreeSet<>(zip.entries().keySet())) {
            if (name.equals(CONSTANTS) || name.matches("constants/\\d{1,9}")) {
                byte[] bytes = zip.bytes(name, left);
                left -= bytes.length;
                constants.put(name, bytes);
            }
        }
        ModuleWalk.requireShallow(PickleReader.read(constants.get(CONSTANTS)));
        return constants;
    }

    /** The SHA-256 of the whole file. */
    public String fingerprint() throws IOException {
        try (SourceFile content = SourceFile.open(path(), LoadProgress.NONE)) {
            return content.fingerprint();
        }
    }

    public Path path() {
        return zip.path();
    }

    /** The text of its classes, by names in the archive. */
    public Map<String, String> texts() {
        return code.files();
    }

    /** A tensor that is no parameter and no buffer, with the elements that the file has. */
    public ScriptTensor tensor(PickleValue.Stored stored) {
        return new ScriptTensor(zip, stored.storage().key(), stored, ScriptTensor.Kind.OTHER);
    }

    /** Names of parameters that are not trained, as the file has it. */
    public Set<String> still() {
        return tensors.stream()
                .filter(tensor -> tensor.kind() == ScriptTensor.Kind.STILL_PARAMETER)
                .map(ScriptTensor::name)
                .collect(Collectors.toSet());
    }

    /** Parameters, and buffers of the types that training may change. */
    public List<ScriptTensor> changing() {
        return tensors.stream()
                .filter(tensor -> tensor.trainable() || CHANGING.contains(tensor.type()))
                .toList();
    }

    /** Whether batches are normalised, so that running statistics are kept. */
    public boolean normalises() {
        return tensors.stream().anyMatch(tensor -> tensor.name().endsWith("running_mean"));
    }

    /** Whether normalisation and dropout do in training what they do in evaluation: it was traced so. */
    public boolean isTracedForEvaluation() {
        return code.isTracedForEvaluation();
    }

    /** Compares all elements of parameters and buffers with their checksums in the archive. */
    public void requireIntact() throws IOException {
        Set<String> entries = tensors.stream().map(ScriptTensor::entry).collect(Collectors.toSet());
        try {
            for (String entry : entries) {
                zip.requireIntact(entry);
            }
        } catch (ScriptFileException damaged) {
            throw new ScriptFileException(path() + " cannot be trained: " + damaged.getMessage(), damaged);
        }
    }
}
