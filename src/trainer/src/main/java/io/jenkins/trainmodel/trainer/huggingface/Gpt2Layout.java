package io.jenkins.trainmodel.trainer.huggingface;

import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The shapes that tensors have in files of GPT2LMHeadModel, by the sizes in {@code config.json}. Looked at before a network is
 * made, since one of wrong sizes may be larger than any memory.
 *
 * @param file {@code config.json}
 */
record Gpt2Layout(Path file, Gpt2Config config) {
    private static final Pattern BLOCK = Pattern.compile("h\\.(\\d+)\\..*");

    /** @throws HuggingFaceException if the files hold other tensors than config.json says */
    void require(List<NamedTensor> saved) throws HuggingFaceException {
        Map<String, NamedTensor> found = saved.stream()
                .collect(Collectors.toMap(Gpt2Layout::plainName, Function.identity(), (first, second) -> first));
        for (Map.Entry<String, List<Long>> wanted : shapes().entrySet()) {
            requireShape(wanted.getKey(), wanted.getValue(), found);
        }
        for (String name : found.keySet()) {
            requireBlock(name);
        }
    }

    private static String plainName(NamedTensor tensor) {
        return tensor.name().startsWith(Gpt2Tensors.ROOT)
                ? tensor.name().substring(Gpt2Tensors.ROOT.length())
                : tensor.name();
    }

    private void requireShape(String name, List<Long> shape, Map<String, NamedTensor> found)
            throws HuggingFaceException {
        if (!found.containsKey(name)) {
            throw new HuggingFaceException(file + " wants the tensor " + name + " of the shape " + shape
                    + ", which the safetensors files beside it do not hold");
        }
        List<Long> there = found.get(name).shape();
        if (!there.equals(shape)) {
            throw new HuggingFaceException(file + " wants the tensor " + name + " of the shape " + shape
                    + ", and in the safetensors files beside it, it has the shape " + there);
        }
    }

    private void requireBlock(String name) throws HuggingFaceException {
        Matcher block = BLOCK.matcher(name);
        if (block.matches() && (block.group(1).length() > 4 || Integer.parseInt(block.group(1)) >= config.layers())) {
            throw new HuggingFaceException(file + " has n_layer " + config.layers()
                    + ", and the safetensors files beside it hold the tensor " + name);
        }
    }

    private Map<String, List<Long>> shapes() {
        long width = config.width();
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        shapes.put("wte.weight", List.of((long) config.vocabulary(), width));
        shapes.put("wpe.weight", List.of((long) config.positions(), width));
        for (int block = 0; block < config.layers(); block++) {
            String name = "h." + block + ".";
            shapes.put(name + "ln_1.weight", List.of(width));
            shapes.put(name + "ln_1.bias", List.of(width));
            linear(shapes, name + "attn.c_attn", width, 3 * width);
            linear(shapes, name + "attn.c_proj", width, width);
            shapes.put(name + "ln_2.weight", List.of(width));
            shapes.put(name + "ln_2.bias", List.of(width));
            linear(shapes, name + "mlp.c_fc", width, config.inner());
            linear(shapes, name + "mlp.c_proj", config.inner(), width);
        }
        return shapes;
    }

    /** The Conv1D of transformers. */
    private static void linear(Map<String, List<Long>> shapes, String name, long inputs, long outputs) {
        shapes.put(name + ".weight", List.of(inputs, outputs));
        shapes.put(name + ".bias", List.of(outputs));
    }
}
