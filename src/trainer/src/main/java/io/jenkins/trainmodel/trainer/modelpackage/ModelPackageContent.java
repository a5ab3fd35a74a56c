package io.jenkins.trainmodel.trainer.modelpackage;

import io.jenkins.trainmodel.run.DurableFiles.FileContent;
import io.jenkins.trainmodel.trainer.custom.OwnJars;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import io.jenkins.trainmodel.trainer.huggingface.HuggingFaceExport;
import io.jenkins.trainmodel.trainer.huggingface.PeftAdapter;
import io.jenkins.trainmodel.trainer.network.layer.OwnBlock;
import io.jenkins.trainmodel.trainer.onnx.OnnxExport;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.List;
import java.util.Optional;

/**
 * What goes into a model package.
 *
 * @param parameters parameters and buffers by name
 * @param optimizerState for training on; empty where nothing could go on with it
 * @param script {@code model.pt}: architecture and parameters in one TorchScript file, where the network is none of a user's own
 * @param ownBlock that computes the network, where it is a user's own
 * @param architecture {@code architecture.json}
 * @param training {@code training.json}; the model card is made from it
 * @param metricsCsv {@code metrics.csv}
 * @param reportHtml {@code report.html}
 * @param test {@code test.json}: what the model does on test data, where it was measured
 * @param profile {@code data-profile.json}: how the samples are distributed that it has learned
 * @param tokenizer how text becomes tokens, where the data is text
 * @param huggingFace what transformers gets of it
 * @param onnx what runtimes of ONNX get of it
 * @param adapter what PEFT gets of it: what was learned beside another model, and is merged here
 * @param code the jars of users' own
 * @param shardBytes safetensors files are split above this size
 */
public record ModelPackageContent(
        List<NamedTensor> parameters,
        List<NamedTensor> optimizerState,
        Optional<FileContent> script,
        Optional<OwnBlock> ownBlock,
        String architecture,
        TrainingRecord training,
        FileContent metricsCsv,
        FileContent reportHtml,
        Optional<FileContent> test,
        Optional<FileContent> profile,
        Optional<Tokenizer> tokenizer,
        HuggingFaceExport huggingFace,
        OnnxExport onnx,
        Optional<PeftAdapter> adapter,
        OwnJars code,
        long shardBytes) {}
