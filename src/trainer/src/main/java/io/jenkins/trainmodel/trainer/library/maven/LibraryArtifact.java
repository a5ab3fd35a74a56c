package io.jenkins.trainmodel.trainer.library.maven;

/**
 * The Maven coordinates of a jar.
 *
 * @param classifier empty where the artifact has none
 */
public record LibraryArtifact(String group, String name, String classifier, String version) {

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
