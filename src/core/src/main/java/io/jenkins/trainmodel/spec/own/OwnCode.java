package io.jenkins.trainmodel.spec.own;

import java.nio.file.Path;
import java.util.List;

/**
 * Users' own code beside a training.
 *
 * @param classpath jars, folders of classes, or patterns of jars; absolute
 * @param callbacks in the order in which they are called
 */
public record OwnCode(List<Path> classpath, List<CallbackSpec> callbacks) {
    public static final OwnCode NONE = new OwnCode(List.of(), List.of());

    public OwnCode {
        classpath = List.copyOf(classpath);
        callbacks = List.copyOf(callbacks);
    }
}
