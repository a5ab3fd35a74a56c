package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.spec.DeviceSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The directory of a libtorch that the user wants instead of the resolved one. */
final class GivenLibtorch {
    /** Names it for all runs of a machine. */
    static final String VARIABLE = "TRAIN_MODEL_LIBTORCH";

    /** DJL's own variable. */
    static final String DJL_VARIABLE = "PYTORCH_LIBRARY_PATH";

    private GivenLibtorch() {}

    /** The specification's {@code device.libtorch}, else the one that the environment names. */
    static Optional<Path> of(DeviceSpec device, Map<String, String> environment) {
        return device.libtorch()
                .or(() -> Stream.of(VARIABLE, DJL_VARIABLE)
                        .flatMap(name -> Stream.ofNullable(environment.get(name)))
                        .filter(value -> !value.isBlank())
                        .map(Path::of)
                        .findFirst());
    }
}
