package io.jenkins.trainmodel.trainer.modelpackage;

import io.jenkins.trainmodel.trainer.huggingface.Gpt2Export;
import io.jenkins.trainmodel.trainer.onnx.OnnxModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The part of a model card that says what the files of the package are. */
record FilesSection(ModelPackageContent content) {
    String text() {
        List<String> files = new ArrayList<>();
        if (content.script().isPresent()) {
            files.add("`model.pt`: architecture and parameters in one TorchScript file");
        }
        files.add("`parameters.safetensors`: parameters and buffers by name (in several files with an index"
                + " where they are large)");
        if (!content.optimizerState().isEmpty()) {
            files.add("`optimizer.safetensors`: the optimizer's state, to train on");
        }
        if (content.onnx() instanceof OnnxModel) {
            files.add("`model.onnx`: the same as operators of ONNX (with `model.onnx.data` where it is large)");
        }
        files.add("`architecture.json`: the layers, and every parameter's name, shape and type");
        files.add("`training.json`: specification, seed, versions, device, data fingerprint, preprocessing, results");
        files.add("`metrics.csv`, `report.html`: every epoch as a table and as curves");
        if (content.profile().isPresent()) {
            files.add("`data-profile.json`: how the columns and labels of its training data are distributed");
        }
        if (!content.code().jars().isEmpty()) {
            files.add("`classpath/`: the jars of its owner's own code, numbered in the order of the class path");
        }
        files.add("`manifest.json`: SHA-256 and size of every file");
        if (content.huggingFace() instanceof Gpt2Export) {
            files.add("`huggingface/`: the same model as transformers opens it, a GPT2LMHeadModel");
        }
        if (content.adapter().isPresent()) {
            files.add("`adapter/`: what was learned beside the model that the run began with, as PEFT opens it");
        }
        return "## Files\n\n" + files.stream().map(line -> "- " + line + "\n").collect(Collectors.joining());
    }
}
