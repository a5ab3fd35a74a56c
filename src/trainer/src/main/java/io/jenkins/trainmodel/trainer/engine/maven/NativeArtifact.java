package io.jenkins.trainmodel.trainer.engine.maven;

import io.jenkins.trainmodel.trainer.engine.platform.EnginePlatform;
import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;

/**
 * The Maven coordinates of a jar that holds native libraries.
 *
 * @param classifier empty where the artifact has none
 */
public record NativeArtifact(String group, String name, String classifier, String version) {

    /** libtorch for the CPU, as DJL publishes it. */
    public static NativeArtifact libtorchForCpu(EngineVersions versions, EnginePlatform platform) {
        return new NativeArtifact("ai.djl.pytorch", "pytorch-native-cpu", platform.classifier(), versions.pytorch());
    }

    /** DJL's JNI library for all platforms, for the CPU and for CUDA. */
    public static NativeArtifact jni(EngineVersions versions) {
        return new NativeArtifact("ai.djl.pytorch", "pytorch-jni", "", versions.pytorch() + "-" + versions.djl());
    }

    /** As {@code mvn dependency:get -Dartifact=…} takes them. */
    public String coordinates() {
        String base = group + ":" + name + ":" + version;
        return classifier.isEmpty() ? base : base + ":jar:" + classifier;
    }

    /** The command that puts it into the local repository. */
    public String downloadCommand() {
        return "mvn dependency:get -Dtransitive=false -Dartifact=" + coordinates();
    }

    @Override
    public String toString() {
        return coordinates();
    }
}
