package io.jenkins.trainmodel.spec.model;

import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ValueType;
import java.util.List;

/**
 * A network that begins with the model of a package. What the package says of its network is written into the specification
 * when a run begins, so that the run goes on without it.
 */
final class PackageModelDeclaration {
    static final String NAME = "package";

    private PackageModelDeclaration() {}

    /** @param networks all networks that a package may hold */
    static ObjectType<ModelSpec> type(ValueType<ModelSpec> networks) {
        return FileModelDeclaration.type(
                NAME,
                "The network of a model package, which begins with its parameters.",
                List.of(
                        FileModelDeclaration.path(
                                "the directory of a model package, or of a run that has one",
                                "The directory; a run that goes on needs it no more once it has saved a checkpoint."),
                        FileModelDeclaration.head(
                                "Whether the layer that gives the outputs is taken over, for the same classes, or begins anew for others."),
                        FileModelDeclaration.FREEZE,
                        FileModelDeclaration.reset(
                                "Parameters that are not taken over but drawn anew, besides those of a new head.")),
                List.of(
                        FileModelDeclaration.sha256("The SHA-256 of the package's parameters; read when a run begins."),
                        ModelDeclaration.read(
                                ModelSpec.NETWORK,
                                new ReadNetworkType(networks),
                                "The network, as the package's specification has it; read when a run begins.")));
    }
}
