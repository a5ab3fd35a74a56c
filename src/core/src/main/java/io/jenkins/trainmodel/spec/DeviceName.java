package io.jenkins.trainmodel.spec;

import java.util.Optional;

/**
 * What computes, as one word.
 *
 * @param gpu the number of a GPU among those that can be seen, from 0; only with {@code gpu}
 */
record DeviceName(DeviceSpec.Kind kind, Optional<Integer> gpu) {
    static final DeviceName AUTO = of(DeviceSpec.Kind.AUTO);

    static DeviceName of(DeviceSpec.Kind kind) {
        return new DeviceName(kind, Optional.empty());
    }
}
