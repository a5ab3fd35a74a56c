package io.jenkins.trainmodel.trainer.modelpackage;

import io.jenkins.trainmodel.drift.DataProfileJson;
import io.jenkins.trainmodel.run.Checksum;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.DurableFiles.FileContent;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.trainer.data.token.Tokenizers;
import io.jenkins.trainmodel.trainer.disk.HashedFile;
import io.jenkins.trainmodel.trainer.huggingface.Gpt2Export;
import io.jenkins.trainmodel.trainer.huggingface.HuggingFaceExport;
import io.jenkins.trainmodel.trainer.huggingface.PeftAdapter;
import io.jenkins.trainmodel.trainer.onnx.OnnxModel;
import io.jenkins.trainmodel.trainer.tensor.FiniteTensors;
import io.jenkins.trainmodel.trainer.tensor.TensorFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes model packages: all or nothing, the manifest last, and a package that stands in the place already is replaced
 * only when the new one is complete and has passed its check.
 */
public final class ModelPackageWriter {
    private ModelPackageWriter() {}

    /** Looks at a package before it gets its name: loads it again and evaluates it. */
    @FunctionalInterface
    public interface Check {
        /** Throws if the package is not what it claims to be. */
        void check(ModelPackage written) throws IOException;
    }

    /**
     * Writes a package.
     *
     * @param target the package's directory; its parent exists
     * @param check is called with the complete package while it still has a temporary name
     * @throws ModelPackageException if it cannot be written, such as on a full disk
     * @throws IOException what the check throws; nothing has changed at the target then
     */
    public static ModelPackage write(Path target, ModelPackageContent content, Check check) throws IOException {
        try {
            DurableFiles.writeDirectory(target, directory -> {
                fill(directory, content);
                check.check(ModelPackage.open(directory));
            });
        } catch (ModelPackageException failure) {
            throw failure;
        } catch (IOException failure) {
            throw new ModelPackageException(
                    "the model package " + target + " could not be written: " + failure.getMessage() + "; "
                            + target.toAbsolutePath().getParent().toFile().getUsableSpace()
                            + " bytes are free there. What stood there before is untouched: make room and resume",
                    failure);
        }
        return new ModelPackage(target, content.training());
    }

    private static void fill(Path directory, ModelPackageContent content) throws IOException {
        FiniteTensors.require(content.parameters());
        Map<Path, String> hashes = new HashMap<>();
        hashes.putAll(
                new TensorFiles(directory, ModelPackage.PARAMETERS).write(content.parameters(), content.shardBytes()));
        if (!content.optimizerState().isEmpty()) {
            hashes.putAll(new TensorFiles(directory, ModelPackage.OPTIMIZER)
                    .write(content.optimizerState(), content.shardBytes()));
        }
        if (content.script().isPresent()) {
            hashes.putAll(write(
                    directory.resolve(ModelPackage.SCRIPT), content.script().get()));
        }
        Files.writeString(directory.resolve(ModelPackage.ARCHITECTURE), content.architecture());
        Files.write(directory.resolve(ModelPackage.TRAINING), TrainingJson.write(content.training()));
        write(directory.resolve(ModelPackage.METRICS), content.metricsCsv());
        write(directory.resolve(ModelPackage.REPORT), content.reportHtml());
        if (content.test().isPresent()) {
            write(directory.resolve(ModelPackage.TEST), content.test().get());
        }
        if (content.profile().isPresent()) {
            write(directory.resolve(DataProfileJson.FILE), content.profile().get());
        }
        hashes.putAll(writeForOthers(directory, content));
        hashes.putAll(CodeFolder.write(directory, content.code()));
        if (content.tokenizer().isPresent()) {
            Tokenizers.write(content.tokenizer().get(), directory);
        }
        String card = new ModelCard(content).text();
        Files.write(directory.resolve(ModelPackage.CARD), card.getBytes(StandardCharsets.UTF_8));
        Manifest.write(directory, Checksum.SHA_256, hashes);
    }

    /** What transformers opens, runtimes of ONNX, and PEFT. */
    private static Map<Path, String> writeForOthers(Path directory, ModelPackageContent content) throws IOException {
        Map<Path, String> hashes = new HashMap<>();
        if (content.huggingFace() instanceof Gpt2Export export) {
            Path folder = directory.resolve(HuggingFaceExport.FOLDER);
            hashes.putAll(export.write(folder, content.parameters(), content.shardBytes()));
        }
        if (content.onnx() instanceof OnnxModel model) {
            hashes.putAll(model.write(directory, content.parameters()));
        }
        if (content.adapter().isPresent()) {
            hashes.putAll(content.adapter().get().write(directory.resolve(PeftAdapter.FOLDER)));
        }
        return hashes;
    }

    private static Map<Path, String> write(Path file, FileContent content) throws IOException {
        HashedFile written = new HashedFile(file, Checksum.SHA_256);
        try (written) {
            content.writeTo(written);
        }
        return Map.of(file, written.digits());
    }
}
