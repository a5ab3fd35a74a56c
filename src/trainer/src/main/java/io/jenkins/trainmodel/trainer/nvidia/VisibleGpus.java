package io.jenkins.trainmodel.trainer.nvidia;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which of a machine's GPUs CUDA shows to this process, and in which order. */
public final class VisibleGpus {
    /** CUDA's own: numbers or identifiers, separated by commas; what follows an invalid one is hidden. */
    public static final String VARIABLE = "CUDA_VISIBLE_DEVICES";

    /** Names of a part by GPU and numbers, as drivers before 470 gave them; newer ones still take them. */
    private static final String OLD_PART = "mig-gpu-";

    /** In which order CUDA counts; by itself it counts by speed. */
    private static final String ORDER = "CUDA_DEVICE_ORDER";

    private VisibleGpus() {}

    /** The environment in which CUDA sees this GPU alone, which is its first one then. */
    public static Map<String, String> showing(Gpu gpu) {
        String name = gpu.identifier().isEmpty() ? Integer.toString(gpu.index()) : gpu.identifier();
        return Map.of(ORDER, "PCI_BUS_ID", VARIABLE, name);
    }

    /** The report without the GPUs that are hidden. */
    public static GpuReport of(GpuReport gpus, Map<String, String> environment) {
        Optional<String> value = Optional.ofNullable(environment.get(VARIABLE)).map(String::strip);
        if (value.isEmpty() || !gpus.usable()) {
            return gpus;
        }
        List<Gpu> visible = chosen(gpus.gpus(), value.get());
        return visible.isEmpty()
                ? GpuReport.none("the environment variable %s ('%s') hides all of this machine's GPUs (%d)"
                        .formatted(VARIABLE, value.get(), gpus.gpus().size()))
                : GpuReport.of(visible);
    }

    /** The same, and of these the one of a number, which counts from 0. */
    public static GpuReport of(GpuReport gpus, Map<String, String> environment, Optional<Integer> number) {
        GpuReport visible = of(gpus, environment);
        if (number.isEmpty() || !visible.usable()) {
            return visible;
        }
        int last = visible.gpus().size() - 1;
        return number.get() <= last
                ? GpuReport.of(List.of(visible.gpus().get(number.get())))
                : GpuReport.none("the last one that can be seen is gpu:%d, as they count from 0".formatted(last));
    }

    private static List<Gpu> chosen(List<Gpu> gpus, String value) {
        List<Gpu> chosen = new ArrayList<>();
        for (String name : value.split(",")) {
            Optional<Gpu> gpu = find(gpus, name.strip());
            if (gpu.isEmpty()) {
                break;
            }
            chosen.add(gpu.get());
        }
        return chosen;
    }

    private static Optional<Gpu> find(List<Gpu> gpus, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith(OLD_PART)) {
            String whole = lower.substring("mig-".length()).split("/")[0];
            return only(gpus, gpu -> identifier(gpu).startsWith(whole)).map(gpu -> gpu.named(name));
        }
        if (lower.startsWith("gpu-") || lower.startsWith("mig-")) {
            // CUDA takes the beginning of an identifier where it tells one GPU from all others.
            return only(gpus, gpu -> identifier(gpu).startsWith(lower));
        }
        return gpus.stream()
                .filter(gpu -> Integer.toString(gpu.index()).equals(name))
                .findFirst();
    }

    private static Optional<Gpu> only(List<Gpu> gpus, Predicate<Gpu> wanted) {
        List<Gpu> found = gpus.stream().filter(wanted).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static String identifier(Gpu gpu) {
        return gpu.identifier().toLowerCase(Locale.ROOT);
    }
}
