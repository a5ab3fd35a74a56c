package io.jenkins.trainmodel.spec.model;

import io.jenkins.trainmodel.spec.schema.ObjectType;
import java.util.List;

/** A network of PyTorch's own export, whose code and parameters are in a file. */
final class TorchScriptDeclaration {
    static final String NAME = "torchscript";

    static final ObjectType<ModelSpec> TYPE = FileModelDeclaration.type(
            NAME,
            "The network of a TorchScript file that PyTorch has exported, which begins with its parameters.",
            List.of(
                    FileModelDeclaration.path(
                            "a TorchScript file, as torch.jit.save writes it",
                            "The file; it is needed as long as the run lasts, like the data."),
                    FileModelDeclaration.head(
                            "Whether the last layer is taken over, for as many classes, or begins anew for others."),
                    FileModelDeclaration.FREEZE,
                    FileModelDeclaration.reset(
                            "Parameters that are not taken over but drawn anew, besides those of a new head.")),
            List.of(FileModelDeclaration.sha256("The SHA-256 of the file; read when a run begins.")));

    private TorchScriptDeclaration() {}
}
