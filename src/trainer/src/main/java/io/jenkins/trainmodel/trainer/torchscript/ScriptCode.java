package io.jenkins.trainmodel.trainer.torchscript;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of an archive's classes, as PyTorch prints it.
 *
 * @param files by their names in the archive, such as {@code code/__torch__/torch/nn/modules/conv.py}
 * @param classes by their qualified names
 */
record ScriptCode(Map<String, String> files, Map<String, ScriptClass> classes) {
    private static final Pattern FILE = Pattern.compile("code/(__torch__(?:/\\w++)*+)\\.py");
    private static final Pattern CLASS = Pattern.compile("(?m)^class (\\w+)\\(Module\\):\\n");
    private static final Pattern NEXT = Pattern.compile("(?m)^(?:class|def) ");
    private static final Pattern NAMES = Pattern.compile("(?m)^  __(parameters|buffers)__ = \\[([^\\]\\n]*)\\]$");
    private static final Pattern NAME = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern FORWARD =
            Pattern.compile("(?m)^  def forward\\(\\w+: [\\w.]+((?:,\\n    [^\\n]{0,1000}){0,100})\\) -> ([^\\n]+):$");
    private static final Pattern BATCH_NORM = Pattern.compile(
            "torch\\.batch_norm\\([^\\n]{0,4000}, (True|False), [-+.\\de]+, [-+.\\de]+, (?:True|False)\\)");
    private static final Pattern DROPOUT =
            Pattern.compile("torch\\.(?:feature_|alpha_)?dropout_?\\([^\\n]{0,4000}, [.\\de-]+, (True|False)\\)");
    private static final Pattern CUDA = Pattern.compile("torch\\.device\\(\"(cuda[^\"]*)\"\\)");

    /** Operations of TorchScript that write a file, or read and write one as a tensor. */
    private static final Pattern FILES = Pattern.compile("\\b(save|from_file)\\s*\\(");

    /**
     * A module's class.
     *
     * @param parameters names of its own parameters
     * @param buffers names of its own buffers
     * @param text its methods
     */
    record ScriptClass(Set<String> parameters, Set<String> buffers, String text) {}

    static boolean isCode(String entry) {
        return FILE.matcher(entry).matches();
    }

    static ScriptCode of(Map<String, String> files) {
        Map<String, ScriptClass> classes = new HashMap<>();
        files.forEach((file, text) -> {
            Matcher name = FILE.matcher(file);
            if (name.matches()) {
                addTo(classes, name.group(1).replace('/', '.'), text);
            }
        });
        return new ScriptCode(files, classes);
    }

    private static void addTo(Map<String, ScriptClass> classes, String namespace, String text) {
        Matcher found = CLASS.matcher(text);
        while (found.find()) {
            Matcher next = NEXT.matcher(text);
            int end = next.find(found.end()) ? next.start() : text.length();
            String body = text.substring(found.end(), end);
            classes.put(
                    namespace + "." + found.group(1),
                    new ScriptClass(names(body, "parameters"), names(body, "buffers"), body));
        }
    }

    private static Set<String> names(String body, String kind) {
        return NAMES.matcher(body)
                .results()
                .filter(line -> line.group(1).equals(kind))
                .flatMap(line -> NAME.matcher(line.group(2)).results())
                .map(name -> name.group(1))
                .collect(Collectors.toSet());
    }

    /** @throws ScriptFileException if the archive has no text of it */
    ScriptClass of(PickleValue.Global type) throws ScriptFileException {
        return Optional.ofNullable(classes.get(type.qualifiedName()))
                .orElseThrow(
                        () -> new ScriptFileException("the text of the class " + type.qualifiedName() + " is missing"));
    }

    /** @throws ScriptFileException unless the network takes one tensor and gives one */
    void requireOneTensorEach(PickleValue.Global network) throws ScriptFileException {
        Matcher forward = FORWARD.matcher(of(network).text());
        if (!forward.find()) {
            throw new ScriptFileException("its network has no method forward");
        }
        List<String> needed = new ArrayList<>();
        for (String line : forward.group(1).split(",\n")) {
            if (!line.isBlank() && !line.contains("=")) {
                needed.add(line.strip());
            }
        }
        if (needed.size() != 1 || !needed.get(0).endsWith(": Tensor")) {
            throw new ScriptFileException("its forward takes (" + String.join(", ", needed)
                    + "), and a sample is one Tensor; export a module whose forward takes that alone");
        }
        if (!forward.group(2).equals("Tensor")) {
            throw new ScriptFileException("its forward gives " + forward.group(2)
                    + " where one Tensor is needed, the outputs; export a module whose forward returns that alone");
        }
    }

    /** @throws ScriptFileException if it was traced so that it could not be measured, or for another device, or if it reaches files */
    void requireMeasurable() throws ScriptFileException {
        if (fixed("True")) {
            throw new ScriptFileException(
                    "it was traced in training mode, so that dropout would also drop, or batches be"
                            + " normalised by themselves, while it is measured; export it with torch.jit.script, or call model.eval()"
                            + " before torch.jit.trace");
        }
        for (String text : files.values()) {
            Matcher reach = FILES.matcher(text);
            if (reach.find()) {
                throw new ScriptFileException(
                        "its code calls " + reach.group(1) + ", which reaches files; no network needs that");
            }
            Matcher device = CUDA.matcher(text);
            if (device.find()) {
                throw new ScriptFileException(
                        "its code names the device " + device.group(1)
                                + ", on which it was traced; move the model to the CPU before torch.jit.trace, or use torch.jit.script");
            }
        }
    }

    /** Whether normalisation and dropout do in training what they do in evaluation: it was traced so. */
    boolean isTracedForEvaluation() {
        return fixed("False");
    }

    private boolean fixed(String word) {
        return files.values().stream()
                .anyMatch(text -> hasFixed(BATCH_NORM, text, word) || hasFixed(DROPOUT, text, word));
    }

    private static boolean hasFixed(Pattern call, String text, String word) {
        return call.matcher(text).results().anyMatch(found -> found.group(1).equals(word));
    }
}
