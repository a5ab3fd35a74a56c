package io.jenkins.trainmodel.spec;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What computes, as one word.
 *
 * @param gpu the number of a GPU among those that can be seen, from 0; only with {@code gpu}
 */
record DeviceName(DeviceSpec.Kind kind, Optional<Integer> gpu) {
    static final DeviceName AUTO = of(DeviceSpec.Kind.AUTO);

    /** As specifications write it. */
    static final String NUMBERED = "gpu:(0|[1-9][0-9]{0,2})";

    private static final Pattern GPU = Pattern.compile(NUMBERED);

    /** What a word names; empty where it names nothing that computes. */
    static Optional<DeviceName> named(String word) {
        return Arrays.stream(DeviceSpec.Kind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(word))
                .findFirst()
                .map(DeviceName::of)
                .or(() -> numbered(word));
    }

    /** The GPU of a number; empty where the word has another form. */
    static Optional<DeviceName> numbered(String word) {
        Matcher numbered = GPU.matcher(word);
        return numbered.matches()
                ? Optional.of(new DeviceName(DeviceSpec.Kind.GPU, Optional.of(Integer.valueOf(numbered.group(1)))))
                : Optional.empty();
    }

    static DeviceName of(DeviceSpec.Kind kind) {
        return new DeviceName(kind, Optional.empty());
    }
}
