package io.jenkins.trainmodel.trainer.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which of a machine's GPUs CUDA shows to this process, and in which order. */
final class VisibleGpus {
    /** CUDA's own: indices or identifiers, separated by commas; what follows an invalid one is hidden. */
    static final String VARIABLE = "CUDA_VISIBLE_DEVICES";

    private VisibleGpus() {}

    /** The report without the GPUs that are hidden; identifiers, which the report does not hold, leave it as it is. */
    static GpuReport of(GpuReport gpus, Map<String, String> environment) {
        Optional<String> value = Optional.ofNullable(environment.get(VARIABLE)).map(String::strip);
        if (value.isEmpty() || !gpus.usable() || isIdentifier(value.get())) {
            return gpus;
        }
        List<Gpu> visible = chosen(gpus.gpus(), value.get());
        return visible.isEmpty()
                ? GpuReport.none("the environment variable %s ('%s') hides all of this machine's GPUs (%d)"
                        .formatted(VARIABLE, value.get(), gpus.gpus().size()))
                : new GpuReport(visible, "");
    }

    private static boolean isIdentifier(String value) {
        return value.matches("(?i)(gpu|mig)-.*");
    }

    /** The first one; empty where it is chosen by an identifier, as parts of a GPU are, or there is none. */
    static Optional<Gpu> first(GpuReport visible, Map<String, String> environment) {
        boolean chosen = isIdentifier(environment.getOrDefault(VARIABLE, "").strip());
        return visible.usable() && !chosen ? Optional.of(visible.first()) : Optional.empty();
    }

    private static List<Gpu> chosen(List<Gpu> gpus, String value) {
        List<Gpu> chosen = new ArrayList<>();
        for (String index : value.split(",")) {
            Optional<Gpu> gpu = gpus.stream()
                    .filter(candidate -> Integer.toString(candidate.index()).equals(index.strip()))
                    .findFirst();
            if (gpu.isEmpty()) {
                break;
            }
            chosen.add(gpu.get());
        }
        return chosen;
    }
}
