package io.jenkins.trainmodel.trainer.reproduce;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.modelpackage.TrainingRecord;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorPieces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model beside the one that its recipe has made again.
 *
 * @param differences the first of each kind, in the order in which one makes the next
 * @param tensors how many tensors of the model were compared
 * @param steps optimizer steps that were trained again; 0: none, since the data is another
 */
public record Reproduction(List<Difference> differences, int tensors, long steps) {
    private static final List<String> LABELS = List.of(
            "trainer",
            TrainingEvent.Started.CLASS_PATH,
            "engine",
            "libtorch",
            "device",
            TrainingEvent.Started.THREADS,
            "processor",
            "java");

    /** Where the data is not that of the recipe; with the files that have changed, where that is known. */
    public static Reproduction ofOtherData(Recipe recipe, LoadedData now) {
        TrainingRecord.Data recorded = recipe.saved().training().data();
        List<Difference> differences = new ArrayList<>();
        differences.add(new Difference(Difference.Kind.DATA, "sha256", recorded.fingerprint(), now.fingerprint(), 0));
        List<DataFile> files = now.facts().files();
        for (int changed : now.facts().placesOfChange(recorded.files())) {
            DataFile file = files.get(changed);
            String before = recorded.files().get(changed).sha256();
            differences.add(new Difference(Difference.Kind.FILE, file.name(), before, file.sha256(), 0));
        }
        return new Reproduction(List.copyOf(differences), 0, 0);
    }

    /** Whether the model is the same, bit for bit, whatever else differs. */
    public boolean isEqual() {
        return tensors > 0
                && differences.stream().noneMatch(difference -> difference.kind() == Difference.Kind.PARAMETERS);
    }

    /** Compares what a package holds with what was trained again in a directory. */
    public static Reproduction of(Recipe recipe, RunDirectory again) throws IOException {
        ModelPackage made = ModelPackage.open(again.model());
        List<Difference> differences = new ArrayList<>(environment(recipe, made.training()));
        if (recipe.log().isPresent()) {
            StepLosses.read(recipe.log().get())
                    .firstDifference(StepLosses.read(again.events()))
                    .ifPresent(differences::add);
        }
        TrainingRecord.Result recorded = recipe.saved().training().result();
        end(recorded, made.training().result()).ifPresent(differences::add);
        List<NamedTensor> tensors = recipe.saved().parameters();
        parameters(tensors, made.parameters(), recorded.packaged().step()).ifPresent(differences::add);
        return new Reproduction(
                List.copyOf(differences),
                tensors.size(),
                made.training().result().steps());
    }

    private static List<Difference> environment(Recipe recipe, TrainingRecord made) {
        return LABELS.stream()
                .flatMap(label -> {
                    String recorded = recipe.recorded(label).orElse("");
                    String found = made.environment().getOrDefault(label, "");
                    return recorded.equals(found)
                            ? Stream.empty()
                            : Stream.of(new Difference(Difference.Kind.ENVIRONMENT, label, recorded, found, 0));
                })
                .toList();
    }

    private static Optional<Difference> end(TrainingRecord.Result recorded, TrainingRecord.Result found) {
        if (recorded.steps() != found.steps()) {
            return Optional.of(new Difference(
                    Difference.Kind.END,
                    "steps",
                    Long.toString(recorded.steps()),
                    Long.toString(found.steps()),
                    Math.min(recorded.steps(), found.steps())));
        }
        long step = recorded.packaged().step();
        return step == found.packaged().step()
                ? Optional.empty()
                : Optional.of(new Difference(
                        Difference.Kind.END,
                        "kept",
                        Long.toString(step),
                        Long.toString(found.packaged().step()),
                        step));
    }

    private static Optional<Difference> parameters(List<NamedTensor> recorded, List<NamedTensor> found, long step)
            throws IOException {
        Map<String, NamedTensor> byName = new HashMap<>();
        found.forEach(tensor -> byName.put(tensor.name(), tensor));
        for (NamedTensor tensor : recorded) {
            Optional<NamedTensor> other = Optional.ofNullable(byName.remove(tensor.name()));
            if (other.isEmpty() || !new TensorPieces().isEqual(tensor, other.get())) {
                return Optional.of(new Difference(
                        Difference.Kind.PARAMETERS,
                        tensor.name(),
                        words(tensor),
                        other.map(Reproduction::words).orElse(""),
                        step));
            }
        }
        return byName.values().stream()
                .findFirst()
                .map(tensor -> new Difference(Difference.Kind.PARAMETERS, tensor.name(), "", words(tensor), step));
    }

    private static String words(NamedTensor tensor) {
        return tensor.type() + " " + tensor.shape();
    }
}
