package io.jenkins.trainmodel.trainer.network;

import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.Scripted;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.torchscript.ScriptFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A network whose code is in a TorchScript file, which is read whenever the network is built. */
final class ScriptedNetwork implements NetworkFamily {
    @Override
    public String name() {
        return "torchscript";
    }

    /** {@code freeze} and {@code reset} say what becomes of parameters, and nothing of the network. */
    @Override
    public Set<String> options() {
        return Set.of("path", "sha256", "head", "freeze", "reset");
    }

    @Override
    public Sequential build(Options options, List<Integer> sampleShape, int outputs) {
        Scripted network = Scripted.of(file(options), outputs);
        boolean anew = options.word("head", Map.of("kept", false, "new", true), "kept");
        return new Sequential(List.of(new Sequential.Child("network", anew ? network.withNewHead() : network)));
    }

    /** The file of the specification, which must be the one that the run began with. */
    private static ScriptFile file(Options options) {
        try {
            ScriptFile file = ScriptFile.open(options.path("path"));
            String found = file.fingerprint();
            if (options.text("sha256").filter(before -> !before.equals(found)).isPresent()) {
                throw new NetworkException(file.path() + " is not the file that the run began with: its SHA-256 is "
                        + found + ", and was " + options.text("sha256").orElseThrow());
            }
            return file;
        } catch (IOException unreadable) {
            throw new NetworkException(unreadable.getMessage(), unreadable);
        }
    }
}
